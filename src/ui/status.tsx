import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'
import { Heading, type HeadingLevel, type Text } from './inline.tsx'

/**
 * What a state means: `ok` done or well, `info` good to know, `attention` waits for something (amber),
 * `danger` late or wrong, needs somebody now (the thread's red), `neutral` a plain fact.
 */
export type Tone = 'neutral' | 'ok' | 'info' | 'attention' | 'danger'

const color = { neutral: 'neutral', ok: 'success', info: 'info', attention: 'warning', danger: 'danger' } as const
const sign: Partial<Record<Tone, IconName>> = { ok: 'check', info: 'info', attention: 'clock', danger: 'warning' }

/** A state in a word or two. The word says it; colour and sign only help. `icon={false}` leaves the sign out. */
export const Tag = ({
  tone = 'neutral',
  icon,
  children,
}: PropsWithChildren<{ tone?: Tone; icon?: IconName | false }>) => {
  const name = icon === false ? undefined : (icon ?? sign[tone])
  return (
    <span class="ds-tag" data-color={color[tone]}>
      {name && <Icon name={name} />}
      {/* One piece: words with a date in them would otherwise stand as columns beside each other. */}
      <span>{children}</span>
    </span>
  )
}

export type NoticeProps = PropsWithChildren<{
  tone?: Exclude<Tone, 'neutral'>
  title?: Text
  level?: HeadingLevel
  /** `status` for what just happened ("Sparat"), `alert` for what must be heard at once. Left out for what always stands there. */
  live?: 'status' | 'alert'
}>

/** A message in its place on the page. */
export const Notice = ({ tone = 'info', title, level = 2, live, children }: NoticeProps) => (
  <div class="notice" data-color={color[tone]} role={live}>
    <Icon name={sign[tone] ?? 'info'} />
    <div class="notice-body">
      {title && <Heading level={level}>{title}</Heading>}
      {children}
    </div>
  </div>
)

/** A message that must be heard at once. */
export const Alert = (props: Omit<NoticeProps, 'live'>) => <Notice tone="danger" {...props} live="alert" />

/** Nothing here yet: says so, and what to do next. */
export const EmptyState = ({
  title,
  level = 2,
  actions,
  children,
}: PropsWithChildren<{ title: Text; level?: HeadingLevel; actions?: Text }>) => (
  <div class="empty">
    <svg class="loose-thread" viewBox="0 0 112 28" width="112" height="28" aria-hidden="true" focusable="false">
      <path d="M2 20c14 0 17-14 30-14s9 16 20 16 8-12 19-12" />
      <path d="M79 12h30" stroke-dasharray="0.5 8" />
    </svg>
    <Heading level={level}>{title}</Heading>
    {children}
    {actions && <div class="actions">{actions}</div>}
  </div>
)

/** How far something has come, in words and as a bar. `value` of `max`. */
export const Progress = ({ label, value, max }: { label: string; value: number; max: number }) => (
  <label class="progress">
    <span>{label}</span>
    <progress class="meter" value={value} max={max} />
  </label>
)
