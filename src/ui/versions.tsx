import { DescriptionList } from './facts.tsx'
import type { Text } from './inline.tsx'
import { Notice } from './status.tsx'

/** A field in words. */
export type FieldText = { label: Text; value: string }

const Fields = ({ rows }: { rows: readonly FieldText[] }) =>
  rows.length === 0 ? (
    <p>–</p>
  ) : (
    <DescriptionList
      layout="stack"
      items={rows.map((row) => ({
        term: row.label,
        description: (
          <div class="plain-text" dir="auto">
            {row.value || '–'}
          </div>
        ),
      }))}
    />
  )

export type VersionsProps = {
  /** What happened, what was not saved, and the headings of the two texts: the same words on every form. */
  words: (key: 'stale.title' | 'stale.text' | 'stale.theirs' | 'stale.yours') => string
  theirs: readonly FieldText[]
  yours: readonly FieldText[]
}

/** Somebody else saved while a form was open: what they changed and what was changed here stand side by side. */
export const Versions = ({ words, theirs, yours }: VersionsProps) => (
  <Notice tone="attention" title={words('stale.title')} live="alert">
    <p>{words('stale.text')}</p>
    <div class="two-versions">
      <section>
        <h3>{words('stale.theirs')}</h3>
        <Fields rows={theirs} />
      </section>
      <section>
        <h3>{words('stale.yours')}</h3>
        <Fields rows={yours} />
      </section>
    </div>
  </Notice>
)
