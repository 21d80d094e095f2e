import { Icon } from './icons.tsx'
import { Heading, type HeadingLevel, type Text } from './inline.tsx'
import { Tag } from './status.tsx'

export type TimelineItem = {
  when: Text
  title: Text
  body?: Text
  /** `large` for what decided something (a meeting, an intake), `small` for what just happened. */
  knot?: 'large' | 'small'
  /** How the thread goes on from here: carried by somebody, waiting, or not at all. */
  line?: 'carried' | 'wait' | 'none'
  /** Names the wait on the line: "91 dagars väntan". */
  wait?: Text
}

export type TimelineProps = {
  items: readonly TimelineItem[]
  /** Titles as headings, when the list is a section to move about in. */
  level?: HeadingLevel
  /** Heard before the list. */
  label?: string
}

/** What happened, in order, along the thread. */
export const Timeline = ({ items, level, label }: TimelineProps) => (
  <ol class="timeline" aria-label={label}>
    {items.map((item) => (
      <li data-knot={item.knot ?? 'large'} data-line={item.line ?? 'carried'}>
        <p class="timeline-when">{item.when}</p>
        {level ? <Heading level={level}>{item.title}</Heading> : <p class="timeline-title">{item.title}</p>}
        {item.body && <div class="stack-tight">{item.body}</div>}
        {item.wait && (
          <div class="timeline-wait">
            <Tag tone="attention">{item.wait}</Tag>
          </div>
        )}
      </li>
    ))}
  </ol>
)

export type Step = {
  text: Text
  state: 'done' | 'present' | 'coming'
  /** When it was done, who does it next. */
  meta?: Text
}

export type StepListProps = {
  steps: readonly Step[]
  /** Heard with each step: "klart", "nu", "kommer". */
  stateText: Readonly<Record<Step['state'], string>>
  /** `across` lies down on wide pages. */
  layout?: 'across' | 'down'
  label?: string
}

/** Where something stands on its way, for example a referral: what is done, where it is now, what comes. */
export const StepList = ({ steps, stateText, layout = 'across', label }: StepListProps) => (
  <ol class="steps" data-layout={layout} aria-label={label}>
    {steps.map((step) => (
      <li data-state={step.state} aria-current={step.state === 'present' ? 'step' : undefined}>
        <span class="step-knot">{step.state === 'done' && <Icon name="check" />}</span>
        <span class="step-text">{step.text}</span>
        <span class="vh"> ({stateText[step.state]})</span>
        {step.meta && <span class="step-meta">{step.meta}</span>}
      </li>
    ))}
  </ol>
)
