import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import type { Assets } from '../../../platform/assets.ts'
import { dirOf } from '../../../platform/i18n/lang.ts'
import { ThreadMark } from '../../../ui/header.tsx'
import { Document } from '../../../ui/page.tsx'
import { findTexts } from '../texts/find.ts'
import { VOICE_CODES, type Voice, voiceCode, voiceName } from './find-voice.ts'

export type FindPage = {
  voice: Voice
  title: string
  /** Whose map; not where one is chosen. */
  place?: { associationId: number; name: string }
  /** The page's address in another language. */
  inVoice(code: string): string
  /** `?lang=…` where the address says the language: links keep it. */
  chosen: string
  /** Everything here is made up, and the page says so. */
  demo: boolean
  body: Child
  status?: 200 | 404
  /** A page for paper: nothing round it. */
  bare?: boolean
}

/** The languages, each in its own words; the one of the page is no link. */
function Languages({ voice, inVoice }: Pick<FindPage, 'voice' | 'inVoice'>) {
  const t = findTexts(voice)
  return (
    <nav aria-label={t('language')} class="languages">
      <ul>
        {VOICE_CODES.map((code) => {
          const lang = code === 'en' || code === 'ar' ? code : 'sv'
          const name = voiceName(code, findTexts({ lang: 'sv', easy: false })('language.easy'))
          return (
            <li>
              {code === voiceCode(voice) ? (
                <span aria-current="true" lang={lang}>
                  {name}
                </span>
              ) : (
                <a href={inVoice(code)} lang={lang} hreflang={lang}>
                  {name}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The frame of the open pages: light, without cookies and without script, the same for everybody. */
export function FindDocument({ page, assets }: { page: FindPage; assets: Assets }) {
  const { voice, title, place, inVoice, chosen, demo, body, bare } = page
  const t = findTexts(voice)
  const home = (place ? paths.findIn(place.associationId) : paths.find) + chosen
  return (
    <Document
      lang={voice.lang}
      dir={dirOf(voice.lang)}
      title={title}
      siteName={t('site')}
      assets={{ css: assets.sheet('find'), icon: '/thread.svg' }}
    >
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <header class="top">
        {demo && <p class="banner">{t('banner')}</p>}
        <div>
          <a class="brand" href={home}>
            <ThreadMark />
            <span>
              {t('site')}
              {place && (
                <bdi lang="sv" class="soft">
                  {place.name}
                </bdi>
              )}
            </span>
          </a>
          {!bare && <Languages voice={voice} inVoice={inVoice} />}
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {body}
      </main>
      {!bare && (
        <footer class="bottom">
          <nav aria-label={t('footer')}>
            <ul>
              <li>
                <a href={`${paths.accessibility}${plain(chosen)}`}>{t('footer.accessibility')}</a>
              </li>
              <li>
                <a href={paths.hsdsProfile + chosen}>{t('footer.data')}</a>
              </li>
              <li>
                <a href={`${paths.signIn}${plain(chosen)}`}>{t('footer.staff')}</a>
              </li>
            </ul>
          </nav>
        </footer>
      )}
    </Document>
  )
}

/** Pages of the product itself know no easy Swedish. */
const plain = (chosen: string): string => chosen.replace('sv-latt', 'sv')
