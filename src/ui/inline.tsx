import type { Child } from 'hono/jsx'

/** What a piece takes as text: a string, or words with elements in them. Strings are escaped. */
export type Text = Child

/**
 * Keeps a number, a date, a name or a case number from being turned around by the text about it.
 * `whole` also keeps it on one line (short things only: a number, a time).
 */
export const Bdi = ({ children, whole }: { children?: Text; whole?: boolean }) => (
  <bdi class={whole ? 'nowrap' : undefined}>{children}</bdi>
)

/** A free text a person wrote: its own direction, its line breaks kept. */
export const PlainText = ({ children, lang }: { children?: Text; lang?: string }) => (
  <p class="plain-text" dir="auto" lang={lang}>
    {children}
  </p>
)

export type HeadingLevel = 1 | 2 | 3 | 4
type HeadingProps = { level: HeadingLevel; id?: string; class?: string; children?: Text }

/** A heading whose level is chosen by where the piece stands, so that levels never jump. */
export const Heading = ({ level, id, class: className, children }: HeadingProps) => {
  const Tag = `h${level}` as const
  return (
    <Tag id={id} class={className}>
      {children}
    </Tag>
  )
}

/** Ids of hint and error for `aria-describedby`; nothing when there is neither. */
export const describedBy = (...ids: unknown[]): string | undefined =>
  ids.filter((id) => typeof id === 'string' && id !== '').join(' ') || undefined
