import { formatDay, formatTime } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { groupedCode } from '../../../platform/secret-code.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import type { Refusal } from '../../../shared/result.ts'
import { Notice, Tag } from '../../../ui/status.tsx'
import { versionTexts } from '../texts/self.ts'
import { type WayWord, wayTexts } from '../texts/way.ts'
import type { OpenCode, OwnAnswer } from './own-answer.queries.ts'

const DONE: Readonly<Record<string, WayWord>> = {
  kod: 'done.made',
  koder: 'done.codes',
  indragen: 'done.ended',
  papper: 'done.paper',
}

/** What has just been done, by the word in the address. */
export const WayDone = ({ lang, done }: { lang: Lang; done: string | undefined }) => {
  const word = DONE[done ?? '']
  return word ? (
    <Notice tone="ok" live="status">
      <p>{wayTexts(lang)(word)}</p>
    </Notice>
  ) : null
}

const REASONS = ['answered', 'closed', 'taken'] as const

export const WayRefused = ({ lang, refusal }: { lang: Lang; refusal: Refusal | undefined }) => {
  const t = wayTexts(lang)
  const reason = refusal?.kind === 'conflict' ? REASONS.find((one) => one === refusal.reason) : undefined
  if (!reason && refusal?.kind !== 'stale') return null
  return (
    <Notice tone="attention" live="alert">
      <p>{t(reason ? `refused.${reason}` : 'refused.stale')}</p>
    </Notice>
  )
}

const TONES = { none: 'neutral', started: 'info', done: 'ok' } as const

export const OwnState = ({ lang, state }: { lang: Lang; state: OwnAnswer['selfState'] }) => (
  <Tag tone={TONES[state]} icon={state === 'done' ? 'check' : undefined}>
    {wayTexts(lang)(`state.${state}`)}
  </Tag>
)

/** When a code stops working: the day, and the time for one that works for some hours. */
export const dayOf = (lang: Lang, { expiresAt, how }: Pick<OpenCode, 'expiresAt' | 'how'>): string =>
  how === 'tablet' ? formatTime(lang, expiresAt) : formatDay(lang, dayAt(expiresAt), 'short')

/** A code as it is written on paper and screens: in groups, from left to right in every language. */
export const WrittenCode = ({ code }: { code: string }) => (
  <bdi class="answer-code" dir="ltr">
    {groupedCode(code)}
  </bdi>
)

/** One person's slip of paper. What it is about is said in all four languages; whose it is stands small, for who hands it out. */
export const CodeSlip = (props: { lang: Lang; address: string; code: string; person: string; until: string }) => {
  const t = wayTexts(props.lang)
  return (
    <div class="answer-slip">
      <p>
        <strong>{versionTexts('sv')('title')}</strong>
        <span lang="en">{versionTexts('en')('title')}</span>
        <span lang="ar" dir="rtl">
          {versionTexts('ar')('title')}
        </span>
      </p>
      <p>
        {t('slip.go')} <bdi dir="ltr">{props.address}</bdi>
      </p>
      <p>
        {t('slip.code')} <WrittenCode code={props.code} />
      </p>
      <p class="soft">
        {t.parts('slip.until', { day: <bdi>{props.until}</bdi> })} · {t('slip.for')} <bdi>{props.person}</bdi>
      </p>
    </div>
  )
}
