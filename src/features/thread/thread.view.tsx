import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import { keepLatest } from '../../shared/keep-latest.ts'
import { Card, CardGrid } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Quote } from '../../ui/quote.tsx'
import { Tag } from '../../ui/status.tsx'
import type { Next, OpenStep } from './next.ts'
import { ThreadPicture } from './picture/timeline-picture.view.tsx'
import type { ThreadStory } from './picture/timeline-story.ts'
import { ThreadTable } from './picture/timeline-table.view.tsx'
import { timelineTexts } from './picture/timeline-texts.ts'
import { nextLine, standingLine } from './referral/referral.view.tsx'
import { threadTexts } from './texts/thread.ts'

type On = { lang: Lang; today: CalendarDay }

const late = (step: OpenStep, today: CalendarDay): number => Math.max(0, daysBetween(step.dueOn, today))

const StepLine = ({ step, lang, today }: On & { step: OpenStep }) => {
  const t = threadTexts(lang)
  const days = late(step, today)
  return (
    <>
      {days > 0 ? (
        <Tag tone="danger">{t('overdue', { days })}</Tag>
      ) : (
        <span>{t('next.step', { date: formatDay(lang, step.dueOn) })}</span>
      )}{' '}
      · {step.who ? <Bdi>{step.who}</Bdi> : t('next.byPerson')}
    </>
  )
}

/** Words of somebody who speaks Arabic may have been written down in Swedish: the language is said only where the letters agree. */
const writtenIn = (language: string, text: string): string | undefined =>
  /\p{Script=Latin}/u.test(text) ? undefined : language

const NextCard = ({ next, action, lang, today }: On & { next: Next; action?: Child }) => {
  const t = threadTexts(lang)
  if (next.kind === 'referral')
    return (
      <Card title={t('next')} titleStyle="quiet" tone="first">
        <p class="next-what">{standingLine(lang, next.referral)}</p>
        <p>{nextLine(lang, next.referral)}</p>
        {action}
      </Card>
    )
  if (next.kind === 'step')
    return (
      <Card title={t('next')} titleStyle="quiet" tone="first">
        <p class="next-what" dir="auto">
          {next.step.what}
        </p>
        <p>
          <StepLine step={next.step} lang={lang} today={today} />
        </p>
      </Card>
    )
  if (next.kind === 'discharged')
    return (
      <Card title={t('next')} titleStyle="quiet">
        <p class="next-what">{t('next.discharged')}</p>
        {next.on && (
          <p>{t('next.discharged.who', { destination: next.destination, date: formatDay(lang, next.on) })}</p>
        )}
      </Card>
    )
  return (
    <Card title={t('next')} titleStyle="quiet" tone="first">
      <p class="next-what">{t(`next.${next.kind}`)}</p>
      <p>{t(`next.${next.kind}.who`, { unit: next.unit })}</p>
      {action}
    </Card>
  )
}

/**
 * Above the picture only three things: what happens next (with the way to do it, `action`), what the person wants, what is due and
 * by whom. `carrier`: the unit whose plan it is.
 */
export function ThreadCards({
  next,
  action,
  carrier,
  ownWords,
  language,
  steps,
  knowsPlan,
  lang,
  today,
}: On & {
  next: Next
  action?: Child
  carrier: string
  knowsPlan: boolean
  ownWords: string | null
  language: string
  steps: readonly OpenStep[]
}) {
  const t = threadTexts(lang)
  const more = next.kind === 'step' ? steps.slice(1, 4) : steps.slice(0, 3)
  return (
    <CardGrid lead>
      <NextCard next={next} action={action} lang={lang} today={today} />
      {ownWords !== null && (
        <Card title={t('ownWords')} titleStyle="quiet">
          {ownWords ? (
            <Quote lang={writtenIn(language, ownWords)}>{ownWords}</Quote>
          ) : (
            <p class="soft">{t('ownWords.none')}</p>
          )}
        </Card>
      )}
      {next.kind !== 'discharged' && (
        <Card title={t('todo')} titleStyle="quiet">
          {more.length === 0 && <p class="soft">{knowsPlan ? t('todo.none') : t('todo.hidden', { unit: carrier })}</p>}
          {more.map((step) => (
            <div class="todo">
              <p dir="auto">{step.what}</p>
              <p>
                <StepLine step={step} lang={lang} today={today} />
              </p>
            </div>
          ))}
        </Card>
      )}
    </CardGrid>
  )
}

const drawn = keepLatest<string>(800)

/**
 * The picture of the thread, and the same as a table. A team looks at the same thread many times a day and it changes a few times a
 * month: what was drawn of exactly this story is kept. What the viewer may see is read anew each time; it is the story.
 */
export function ThreadCard({ story, lang }: { story: ThreadStory; lang: Lang }) {
  const draw = () => {
    const texts = timelineTexts(lang)
    const markup = String(
      <div class="thread-figure">
        <ThreadPicture story={story} texts={texts} />
        <Details summary={threadTexts(lang)('asTable')} id="tabell">
          <ThreadTable story={story} texts={texts} />
        </Details>
      </div>,
    )
    // In one piece: what is put together from thousands of pieces keeps all of them.
    return Buffer.from(markup).toString()
  }
  return (
    <Card title={threadTexts(lang)('thread')} id="trad">
      {raw(drawn(`${lang} ${JSON.stringify(story)}`, draw))}
    </Card>
  )
}
