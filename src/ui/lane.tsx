import type { PropsWithChildren } from 'hono/jsx'

/** Kinds of authority and place that have a colour of their own, on the thread and beside a name. */
export const lanes = ['municipality', 'team', 'region', 'employment', 'insurance', 'workplace'] as const
export type Lane = (typeof lanes)[number]

/** The name of an authority or place with its colour; the name says which, the colour only helps to find it again. */
export const LaneMark = ({ lane, children }: PropsWithChildren<{ lane: Lane }>) => (
  <span class={`lane-mark lane-${lane}`}>{children}</span>
)
