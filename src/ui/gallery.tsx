import { Button } from './button.tsx'
import { Actions, Stack } from './card.tsx'
import { GalleryForms } from './gallery-forms.tsx'
import { GalleryPieces } from './gallery-pieces.tsx'
import { GallerySheets } from './gallery-sheets.tsx'
import { GalleryThread } from './gallery-thread.tsx'
import { PageHeading } from './heading.tsx'
import { Bdi } from './inline.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { type Assets, type ColorScheme, Document, Page } from './page.tsx'

export type GalleryProps = { assets: Assets; colorScheme?: ColorScheme; lang?: string; dir?: 'ltr' | 'rtl' }

/** The parts of a page around its content, as a signed-in person meets them. Also a pattern to copy. */
export const galleryFrame = {
  siteName: 'Röda tråden',
  skipText: 'Gå till innehållet',
  header: {
    homeHref: '#',
    banner: (
      <>
        <strong>Demo.</strong> Alla personer här är påhittade. <a href="#konto">Byt roll</a>
      </>
    ),
    nav: {
      label: 'Huvudmeny',
      menuText: 'Meny',
      items: [
        { href: '#idag', text: 'I dag' },
        { href: '#deltagare', text: 'Deltagare', current: true },
        { href: '#grupper', text: 'Grupper' },
        { href: '#kartan', text: 'Kartan' },
      ],
    },
    account: {
      label: 'Ditt konto',
      name: 'Exempel Kollega',
      role: 'Arbetskonsulent',
      unit: 'Norrby samordningsteam',
      children: (
        <>
          <LanguageChoice
            label="Språk"
            name="language"
            form={{ action: '#', hidden: { _token: 'x' } }}
            languages={[
              { code: 'sv', name: 'Svenska', current: true },
              { code: 'en', name: 'English' },
              { code: 'ar', name: 'العربية' },
            ]}
          />
          <Button variant="secondary">Logga ut</Button>
        </>
      ),
    },
  },
  breadcrumbs: {
    label: 'Du är här',
    items: [
      { text: 'Deltagare', href: '#deltagare' },
      { text: 'Norrby samordningsteam', href: '#team' },
      { text: 'Galleri' },
    ],
  },
  footer: {
    label: 'Om webbplatsen',
    links: [
      { href: '#tillganglighet', text: 'Tillgänglighetsredogörelse' },
      { href: '#personuppgifter', text: 'Så hanterar vi personuppgifter' },
      { href: '#kontakt', text: 'Kontakt' },
    ],
    note: 'Samordningsförbundet Norrby',
  },
} as const

/** Every piece in every state, on one page: for eyes and for tests. */
export const Gallery = ({ assets, colorScheme, lang = 'sv', dir = 'ltr' }: GalleryProps) => (
  <Page {...galleryFrame} lang={lang} dir={dir} title="Galleri" assets={assets} colorScheme={colorScheme}>
    <PageHeading
      title="Exempel Person"
      meta={[
        <>
          Kontakt: Exempel Kollega sedan <Bdi>19 januari 2026</Bdi>
        </>,
        'Talar arabiska, tolk vid möten',
      ]}
      lead="Alla delar av gränssnittet i alla lägen."
      actions={
        <>
          <Button variant="secondary" icon="print">
            Skriv ut
          </Button>
          <Button icon="plus" href="#ny">
            Ny anteckning
          </Button>
        </>
      }
    />
    <Stack>
      <GalleryThread />
      <GalleryPieces />
      <GalleryForms />
      <GallerySheets />
    </Stack>
  </Page>
)

/** A page with nobody signed in. */
export const GalleryPlain = ({ assets, colorScheme }: GalleryProps) => (
  <Document lang="sv" dir="ltr" title="Logga in" siteName="Röda tråden" assets={assets} colorScheme={colorScheme}>
    <main class="page-body">
      <h1>Logga in</h1>
      <Actions>
        <Button>Logga in</Button>
      </Actions>
    </main>
  </Document>
)
