import { formatDay } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { consentTexts, type GivenConsent } from '../../access/public.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { receiverInWords } from './sharing-words.view.tsx'

type PaperProps = { consent: GivenConsent; person: Text }

/** One language of the paper: what was said and chosen. */
const Side = ({ lang, consent }: { lang: Lang; consent: GivenConsent }) => {
  const t = consentTexts(lang)
  return (
    <section lang={lang} dir={dirOf(lang)}>
      <h2>{t('title')}</h2>
      <p>{t('secret')}</p>
      <p>{t('free')}</p>
      <h3>{t('in')}</h3>
      {consent.disclosures.map((one) => (
        <>
          <p>{t('who.text', { receiver: receiverInWords(lang, one) })}</p>
          <ul>
            {one.categories.map((category) => (
              <li>
                <strong>{t(category)}.</strong> {t(`${category}.what`)}
              </li>
            ))}
          </ul>
          <p>{t('what.always')}</p>
          <p>
            {t('long.text', { date: formatDay(lang, one.validUntil) })}
            {one.withdrawnAt && !consent.withdrawnAt && (
              <strong>
                {' '}
                {sharingTexts(lang).parts('paper.withdrawn', {
                  date: <Bdi>{formatDay(lang, dayAt(one.withdrawnAt))}</Bdi>,
                })}
              </strong>
            )}
          </p>
        </>
      ))}
      <h3>{t('stop')}</h3>
      <p>{t('stop.text')}</p>
      <h3>{t('seen')}</h3>
      <p>{t('seen.text')}</p>
      <h3>{t('law')}</h3>
      <p>{t('law.text')}</p>
      <p>
        <strong>{t('yes')}</strong>
      </p>
    </section>
  )
}

const Line = ({ lang, other, k }: { lang: Lang; other: Lang; k: 'paper.date' | 'paper.signature' }) => (
  <p class="sign-line">
    <span lang={lang}>{sharingTexts(lang)(k)}</span>
    {other !== lang && (
      <span lang={other} dir={dirOf(other)}>
        {sharingTexts(other)(k)}
      </span>
    )}
  </p>
)

/** How it was given, and what governs: said in one language. */
const Given = ({ lang, consent }: { lang: Lang; consent: GivenConsent }) => {
  const t = sharingTexts(lang)
  const on = (at: Date) => <Bdi>{formatDay(lang, dayAt(at))}</Bdi>
  return (
    <div lang={lang} dir={dirOf(lang)}>
      <p>
        {t.parts(`paper.given.${consent.givenHow}`, { name: <bdi>{consent.takenBy}</bdi>, date: on(consent.takenAt) })}{' '}
        {consent.interpreter && t('paper.interpreter')}
        {consent.withdrawnAt && <strong> {t.parts('paper.withdrawn', { date: on(consent.withdrawnAt) })}</strong>}
      </p>
      <p class="fine-print">
        {t('paper.version', { version: consent.textVersion })} {consent.textLanguage !== 'sv' && t('paper.governs')}
      </p>
    </div>
  )
}

/** The consent on paper: the person's language beside the Swedish, which governs. */
export const ConsentPaper = ({ consent, person }: PaperProps) => {
  const lang = consent.textLanguage
  const sides: Lang[] = lang === 'sv' ? ['sv'] : [lang, 'sv']
  const columns = lang === 'sv' ? 'one-side' : 'two-sides'
  return (
    <article class="letter consent-paper" lang="sv" dir="ltr" aria-label={sharingTexts('sv')('paper.title')}>
      <p class="letter-head">
        <span>{person}</span>
        <Bdi>{formatDay('sv', dayAt(consent.takenAt))}</Bdi>
      </p>
      <div class={columns}>
        {sides.map((one) => (
          <Side lang={one} consent={consent} />
        ))}
      </div>
      <div class={columns}>
        {sides.map((one) => (
          <Given lang={one} consent={consent} />
        ))}
      </div>
      {consent.givenHow === 'written' && (
        <div class="sign-lines">
          <Line lang="sv" other={lang} k="paper.date" />
          <Line lang="sv" other={lang} k="paper.signature" />
        </div>
      )}
    </article>
  )
}
