import type { PropsWithChildren } from 'hono/jsx'
import { Icon } from './icons.tsx'
import type { Text } from './inline.tsx'

export type DetailsProps = PropsWithChildren<{
  summary: Text
  open?: boolean
  /** `plain`: no frame, inside a card. */
  variant?: 'framed' | 'plain'
  id?: string
}>

/** More for those who want it. Printed unfolded. */
export const Details = ({ summary, open, variant, id, children }: DetailsProps) => (
  <details class="details" open={open} data-variant={variant} id={id}>
    <summary>
      <Icon name="chevron" class="chevron" />
      <span>{summary}</span>
    </summary>
    <div class="details-body">{children}</div>
  </details>
)
