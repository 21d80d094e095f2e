import type { PropsWithChildren } from 'hono/jsx'
import { Heading, type HeadingLevel, type Text } from './inline.tsx'

export type CardProps = PropsWithChildren<{
  title?: Text
  /** Makes the whole card a way to this page. */
  href?: string
  /** `h2` unless the card stands under another heading. */
  level?: HeadingLevel
  /** `quiet` for a small label over a strong content ("Härnäst"), `strong` for a heading of its own. */
  titleStyle?: 'quiet' | 'strong'
  /** `first`: what comes first on the page, with the thread on its edge. `sunk`: steps back into the paper. */
  tone?: 'plain' | 'first' | 'sunk'
  /** A link or small button at the end of the title's line. */
  actions?: Text
  id?: string
}>

/** A white card on the paper. */
export const Card = ({
  title,
  href,
  level = 2,
  titleStyle = 'strong',
  tone = 'plain',
  actions,
  id,
  children,
}: CardProps) => (
  <section class="card" id={id} data-tone={tone} data-title={titleStyle}>
    {(title || actions) && (
      <div class="card-head">
        {title && (
          <Heading level={level}>
            {href ? (
              <a class="card-link" href={href}>
                {title}
              </a>
            ) : (
              title
            )}
          </Heading>
        )}
        {actions && <div class="actions">{actions}</div>}
      </div>
    )}
    <div class="card-body">{children}</div>
  </section>
)

/** Cards side by side as long as they fit. `lead` gives the first one more room, for the three on top of a page. */
export const CardGrid = ({
  children,
  size,
  lead,
}: PropsWithChildren<{ size?: 'small' | 'normal' | 'large'; lead?: boolean }>) => (
  <div class="card-grid" data-size={size} data-lead={lead ? 'first' : undefined}>
    {children}
  </div>
)

/** Two columns on a wide page, one under the other on a phone. */
export const Columns = ({
  children,
  split = 'main-aside',
}: PropsWithChildren<{ split?: 'even' | 'main-aside' | 'aside-main' }>) => (
  <div class="columns" data-split={split}>
    {children}
  </div>
)

/** Things under each other with the usual air. */
export const Stack = ({ children, tight }: PropsWithChildren<{ tight?: boolean }>) => (
  <div class={tight ? 'stack-tight' : 'stack'}>{children}</div>
)

/** Text to read: a column of comfortable width. */
export const Prose = ({ children }: PropsWithChildren) => <div class="prose">{children}</div>

/** Buttons and links in a row. */
export const Actions = ({ children }: PropsWithChildren) => <div class="actions">{children}</div>
