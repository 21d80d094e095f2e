import type { Context } from 'hono'
import { hasRole, meetsParticipants, type PageContent, roleWord, type Viewer } from './features/access/public.ts'
import { accountTexts } from './features/access/texts/account.ts'
import { startTexts } from './features/access/texts/start.ts'
import { paths } from './paths.ts'
import { formToken } from './platform/accounts.ts'
import type { Assets } from './platform/assets.ts'
import { dirOf, LANGS, type Lang, langName } from './platform/i18n/lang.ts'
import { pageAnswer } from './platform/page-answer.ts'
import { shellTexts } from './texts/shell.ts'
import { Button } from './ui/button.tsx'
import { Actions } from './ui/card.tsx'
import { Form } from './ui/form.tsx'
import { PageHeading } from './ui/heading.tsx'
import { LanguageChoice } from './ui/language-choice.tsx'
import { Page } from './ui/page.tsx'

type ShellParts = {
  c: Context
  assets: Assets
  lang: Lang
  viewer: Viewer | undefined
  secret: string
  demo: boolean
}

type Section = NonNullable<PageContent['section']>

/** The ways a viewer has: what they may not enter is not shown. */
function navOf(viewer: Viewer): { section: Section; href: string }[] {
  const ways: { section: Section; href: string }[] = [{ section: 'today', href: paths.today }]
  if (meetsParticipants(viewer))
    ways.push({ section: 'participants', href: paths.participants }, { section: 'referrals', href: paths.referrals })
  ways.push({ section: 'map', href: paths.map })
  if (meetsParticipants(viewer) || hasRole(viewer, 'association_head', 'administrator'))
    ways.push({ section: 'survey', href: paths.surveys })
  if (hasRole(viewer, 'administrator', 'log_reviewer')) ways.push({ section: 'admin', href: paths.admin })
  return ways
}

const languageItems = (lang: Lang) => LANGS.map((code) => ({ code, name: langName(code), current: code === lang }))

function AccountForms({ viewer, lang, secret, here }: { viewer: Viewer; lang: Lang; secret: string; here: string }) {
  const t = accountTexts(lang)
  const hidden = { _token: formToken(secret, viewer.sessionId), till: here }
  return (
    <>
      <a href={paths.account}>{t('account.own')}</a>
      <LanguageChoice
        label={t('language.choose')}
        languages={languageItems(lang)}
        form={{ action: paths.language, hidden }}
        name="language"
      />
      <Form action={paths.signOut} hidden={{ _token: hidden._token }}>
        <Actions>
          <Button variant="secondary" size="small">
            {t('signOut')}
          </Button>
          <Button variant="tertiary" size="small" name="everywhere" value="yes">
            {t('signOut.everywhere')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

/** A finished page: the content of a feature inside the shell that is the same everywhere. */
export async function renderPage(parts: ShellParts, content: PageContent): Promise<Response> {
  const { c, assets, lang, secret, demo } = parts
  const viewer = content.alone ? undefined : parts.viewer
  const t = shellTexts(lang)
  const start = startTexts(lang)
  const account = accountTexts(lang)
  const here = c.req.path
  const held = viewer?.roles[0]
  // Nobody is signed in and no cookie remembers it: the language chosen goes along in the address.
  const chosen = !viewer && c.req.query('lang') ? `?lang=${lang}` : ''
  // Who is signed in has menus at the top.
  const scripts = (content.islands ?? []).flatMap((name) => assets.island(name) ?? [])
  const page = (
    <Page
      lang={lang}
      dir={dirOf(lang)}
      title={content.title}
      siteName={t('site')}
      errorPrefix={content.failed ? t('error.prefix') : undefined}
      assets={{ css: assets.css, scripts, icon: '/thread.svg' }}
      colorScheme={viewer?.colorScheme}
      skipText={t('skip')}
      width={content.wide ? 'wide' : content.narrow ? 'narrow' : 'normal'}
      header={{
        homeHref: viewer ? paths.today : paths.start + chosen,
        banner: demo ? start('banner') : undefined,
        nav: viewer && {
          label: t('nav.label'),
          menuText: t('nav.menu'),
          items: navOf(viewer).map(({ section, href }) => ({
            href,
            text: t(`nav.${section}`),
            current: section === content.section,
          })),
        },
        tools:
          viewer || content.alone ? undefined : (
            <LanguageChoice
              label={account('language.choose')}
              languages={languageItems(lang)}
              form={{ action: here, method: 'get' }}
              name="lang"
            />
          ),
        account: viewer && {
          label: t('account'),
          name: viewer.name,
          role: held && roleWord(lang, held.role, held.unitKind),
          unit: held?.unitName,
          children: <AccountForms viewer={viewer} lang={lang} secret={secret} here={here} />,
        },
      }}
      footer={{
        label: t('footer.label'),
        links: [
          ...(demo ? [{ href: `${paths.find}?lang=${lang}`, text: start('footer.find') }] : []),
          { href: paths.accessibility + chosen, text: start('footer.accessibility') },
          { href: paths.personalData + chosen, text: start('footer.personalData') },
        ],
      }}
    >
      {content.body}
    </Page>
  )
  // With a part in it that waits for something the page comes as an object that only looks like text.
  return pageAnswer(c, String(await page.toString()), content.status ?? 200)
}

export type ErrorKind = 'not-found' | 'forged' | 'too-large' | 'broken' | 'database' | 'bug'

const STATUS = {
  'not-found': 404,
  forged: 403,
  'too-large': 413,
  broken: 400,
  database: 503,
  bug: 500,
} as const satisfies Record<ErrorKind, number>

/** A page for what could not be done, in plain words, with the next step. */
export function errorPage(lang: Lang, kind: ErrorKind): PageContent {
  const t = shellTexts(lang)
  return {
    title: t(`${kind}.title`),
    status: STATUS[kind],
    narrow: true,
    body: (
      <>
        <PageHeading title={t(`${kind}.title`)} lead={t(`${kind}.text`)} />
        <Button href={paths.start} variant="secondary">
          {t('home')}
        </Button>
      </>
    ),
  }
}
