import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice, Tag } from '../../../ui/status.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { stepTexts } from '../texts/step.ts'
import type { Rights } from '../thread.access.ts'
import { CLOSED_BY_DISCHARGE, inOrder, needsNextStep, overdueDays, type Step, stateOf } from './step.ts'
import { WorkButton } from './work-button.view.tsx'

export type StepSectionProps = {
  lang: Lang
  today: CalendarDay
  thread: { threadId: string; state: ThreadState }
  steps: readonly Step[]
  /** Former teams whose open rows the viewer's team may close. */
  former?: readonly number[]
  rights: Rights
  /** The viewer: whoever is named for a step finishes it. */
  userId: string
  /** Whether the plan of whoever has the person is shared with the viewer: where not, nothing is said to be missing. */
  knowsPlan: boolean
}

const Who = ({ lang, step }: { lang: Lang; step: Step }) => (
  <span>{step.who ? <Bdi>{step.who.name}</Bdi> : stepTexts(lang)('who.person')}</span>
)

const OpenStep = ({
  lang,
  today,
  thread,
  step,
  rights,
  userId,
  former = [],
}: Omit<StepSectionProps, 'steps' | 'knowsPlan'> & { step: Step }) => {
  const t = stepTexts(lang)
  const late = overdueDays(step, today)
  const name = <span class="vh"> – {step.what}</span>
  const mayClose = rights.step === 'yes' && (step.mine || former.includes(step.unitId))
  const mayFinish = rights.finish === 'yes' && step.who?.userId === userId
  return (
    <li class="work-row">
      <div class="work-row-main">
        <p class="work-row-title" dir="auto">
          {step.what}
        </p>
        <p class="meta meta-list">
          <Who lang={lang} step={step} />
          <span>{t.parts('by', { date: <Bdi>{formatDay(lang, step.dueOn)}</Bdi> })}</span>
        </p>
        {late > 0 && <Tag tone="danger">{t('overdue', { days: late })}</Tag>}
      </div>
      {(mayClose || mayFinish) && (
        <Actions>
          <Button size="small" variant="secondary" icon="check" href={paths.stepDone(thread.threadId, step.stepId)}>
            {t('done')}
            {name}
          </Button>
          {mayClose && step.mine && (
            <Button size="small" variant="tertiary" href={paths.stepChange(thread.threadId, step.stepId)}>
              {t('change')}
              {name}
            </Button>
          )}
          {mayClose && (
            <Button size="small" variant="tertiary" href={paths.stepDrop(thread.threadId, step.stepId)}>
              {t('drop')}
              {name}
            </Button>
          )}
        </Actions>
      )}
    </li>
  )
}

const OverStep = ({ lang, step }: { lang: Lang; step: Step }) => {
  const t = stepTexts(lang)
  const done = stateOf(step) === 'done' && step.doneOn
  return (
    <li>
      <p dir="auto">{step.what}</p>
      <p class="meta meta-list">
        <Tag tone={done ? 'ok' : 'neutral'}>{done ? t('state.done') : t('state.dropped')}</Tag>
        <Who lang={lang} step={step} />
        {done && <Bdi>{formatDay(lang, done)}</Bdi>}
      </p>
      {!done && (
        <p class="soft" dir="auto">
          {step.droppedReason === CLOSED_BY_DISCHARGE ? t('dropped.discharge') : step.droppedReason}
        </p>
      )}
    </li>
  )
}

/** What happens next: open steps with who and when, the one to add, and those that are over. */
export const StepSection = (props: StepSectionProps) => {
  const { lang, thread, steps, rights, knowsPlan } = props
  const t = stepTexts(lang)
  const { open, over } = inOrder(steps)
  const missing = knowsPlan && needsNextStep(thread.state, steps)
  const add = (
    <WorkButton lang={lang} right={rights.step} state={thread.state} href={paths.stepNew(thread.threadId)} icon="plus">
      {t('add')}
    </WorkButton>
  )
  return (
    <Card title={t('title')} id="steg" actions={add}>
      {missing && (
        <Notice tone="attention">
          <p>{t('missing')}</p>
        </Notice>
      )}
      {!missing && open.length === 0 && thread.state !== 'discharged' && (
        <p class="soft">{t(knowsPlan ? 'none' : 'hidden')}</p>
      )}
      {open.length > 0 && (
        <ul class="work-list">
          {open.map((step) => (
            <OpenStep {...props} step={step} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <Details summary={t('over', { count: over.length })} variant="plain">
          <ul class="link-list">
            {over.map((step) => (
              <OverStep lang={lang} step={step} />
            ))}
          </ul>
        </Details>
      )}
    </Card>
  )
}
