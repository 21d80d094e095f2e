import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import type { Entry } from '../entry.ts'
import { type Figure, figureOf, type Measures } from '../measure.ts'
import { findTexts } from '../texts/find.ts'
import { plainWord } from './find-entry-words.view.ts'
import { Fact, Written } from './find-fact.view.tsx'
import type { Voice } from './find-voice.ts'

/** A figure of the room there is, and where it comes from; nothing where it is not known. */
function Room({ voice, term, figure, words }: { voice: Voice; term: string; figure?: Figure; words: string }) {
  const t = findTexts(voice)
  if (!figure) return null
  const from =
    figure.source === 'measured' ? t('in.measured') : t('in.stated', { day: formatDay(voice.lang, figure.on) })
  return (
    <Fact term={term}>
      {words}
      <span class="soft"> ({from})</span>
    </Fact>
  )
}

/** How one gets in: the ways, how long it takes, what room there is, what it costs. */
export function WaysIn({
  voice,
  entry,
  measures,
  forReferrer = true,
}: {
  voice: Voice
  entry: Entry
  measures: Measures
  forReferrer?: boolean
}) {
  const t = findTexts(voice)
  const { lang } = voice
  const [wait, free, queued] = (['waitingDays', 'freePlaces', 'queued'] as const).map((what) =>
    figureOf(entry, what, measures),
  )
  // Measured, but one to four: that few are told as few, never counted.
  const few = entry.intakeUnitId !== null && measures.get(entry.intakeUnitId)?.queued === null
  const number = (figure: Figure | undefined): string => (figure ? formatNumber(lang, figure.value) : '')
  const room = { voice }
  return (
    <>
      {entry.waysIn.length > 0 && (
        <ul>
          {entry.waysIn.map((one) => (
            <li>{plainWord(voice, 'way', one)}</li>
          ))}
        </ul>
      )}
      {entry.howToRefer && <Written voice={voice}>{entry.howToRefer}</Written>}
      <dl>
        {wait && <Room {...room} term={t('in.wait')} figure={wait} words={t('in.wait.days', { days: wait.value })} />}
        {free && <Room {...room} term={t('in.free')} figure={free} words={number(free)} />}
        {few ? (
          <Room {...room} term={t('in.queue')} figure={{ value: 1, source: 'measured' }} words={t('in.queue.few')} />
        ) : (
          queued && <Room {...room} term={t('in.queue')} figure={queued} words={number(queued)} />
        )}
        {(entry.costKr !== null || entry.costNote) && (
          <Fact term={t('in.cost')}>
            {entry.costKr === 0
              ? t('in.cost.free')
              : entry.costKr === null
                ? ''
                : t('in.cost.kr', { kr: entry.costKr })}
            {entry.costNote && <Written voice={voice}>{entry.costNote}</Written>}
          </Fact>
        )}
      </dl>
      {forReferrer && entry.receiverNeeds && (
        <details>
          <summary>{t('in.receiver')}</summary>
          <Written voice={voice}>{entry.receiverNeeds}</Written>
        </details>
      )}
    </>
  )
}
