import type { Text } from './inline.tsx'

export type Fact = {
  value: Text
  label: Text
  /** Compared with what, counted how. */
  note?: Text
  href?: string
  /** Needs somebody: marked with the thread's red, and the label must say why. */
  tone?: 'plain' | 'attention'
}

/** A few large figures with what they mean. */
export const Facts = ({ items }: { items: readonly Fact[] }) => (
  <dl class="facts">
    {items.map((fact) => (
      <div data-tone={fact.tone}>
        <dt>{fact.label}</dt>
        <dd>
          <bdi>{fact.href ? <a href={fact.href}>{fact.value}</a> : fact.value}</bdi>
        </dd>
        {fact.note && <dd class="fact-note">{fact.note}</dd>}
      </div>
    ))}
  </dl>
)

export type DescriptionListProps = {
  items: readonly { term: Text; description: Text }[]
  /** `rows`: term and description side by side; `stack`: under each other. */
  layout?: 'rows' | 'stack'
}

/** Terms and what they are: the facts of a referral, a person, a place. */
export const DescriptionList = ({ items, layout = 'rows' }: DescriptionListProps) => (
  <dl class="description" data-layout={layout}>
    {items.map((item) => (
      <div>
        <dt>{item.term}</dt>
        <dd>{item.description}</dd>
      </div>
    ))}
  </dl>
)
