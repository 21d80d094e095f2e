import { formatDay } from '../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../platform/i18n/lang.ts'
import { dayAt } from '../../shared/calendar-day.ts'
import { Bdi, type Text } from '../../ui/inline.tsx'
import { consentTexts, type GivenConsent } from '../access/public.ts'
import { sharingTexts } from './texts/sharing.ts'

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
          <p>{t('who.text', { receiver: one.toUnit ? `${one.toUnit} (${one.toAuthority})` : one.toAuthority })}</p>
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

const Line = ({ lang, other, k }: { lang: Lang; other: Lang; k: 'paper.date' | 'paper.signature' | 'paper.name' }) => (
  <p class="sign-line">
    <span lang={lang}>{sharingTexts(lang)(k)}</span>
    {other !== lang && (
      <span lang={other} dir={dirOf(other)}>
        {sharingTexts(other)(k)}
      </span>
    )}
  </p>
)

/** The consent on paper: the person's language beside the Swedish, which governs. */
export const ConsentPaper = ({ consent, person }: PaperProps) => {
  const lang = consent.textLanguage
  const sv = sharingTexts('sv')
  const on = <Bdi>{formatDay('sv', dayAt(consent.takenAt))}</Bdi>
  return (
    <article class="letter consent-paper" lang="sv" dir="ltr" aria-label={sv('paper.title')}>
      <p class="letter-head">
        <span>{person}</span>
        {on}
      </p>
      <div class={lang === 'sv' ? 'one-side' : 'two-sides'}>
        {lang !== 'sv' && <Side lang={lang} consent={consent} />}
        <Side lang="sv" consent={consent} />
      </div>
      <p>
        {sv.parts(`paper.given.${consent.givenHow}`, { name: <bdi>{consent.takenBy}</bdi>, date: on })}{' '}
        {consent.interpreter && sv('paper.interpreter')}
        {consent.withdrawnAt && (
          <strong>
            {' '}
            {sv.parts('paper.withdrawn', { date: <Bdi>{formatDay('sv', dayAt(consent.withdrawnAt))}</Bdi> })}
          </strong>
        )}
      </p>
      {consent.givenHow === 'written' && (
        <div class="sign-lines">
          <Line lang="sv" other={lang} k="paper.date" />
          <Line lang="sv" other={lang} k="paper.signature" />
        </div>
      )}
      <p class="fine-print">
        {sv('paper.version', { version: consent.textVersion, hash: consent.textHash.slice(0, 16) })}{' '}
        {lang !== 'sv' && sv('paper.governs')}
      </p>
    </article>
  )
}
