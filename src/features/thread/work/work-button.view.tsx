import type { Child } from 'hono/jsx'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button, type ButtonVariant } from '../../../ui/button.tsx'
import type { IconName } from '../../../ui/icons.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { workTexts } from '../texts/work.ts'
import type { Right } from '../thread.access.ts'

export type WorkButtonProps = {
  lang: Lang
  right: Right
  state: ThreadState
  href: string
  variant?: ButtonVariant
  icon?: IconName
  children?: Child
}

/**
 * The way to a form of the daily work: there for who may, with its reason where the state forbids it, absent for everyone else.
 * A thread that has ended says so once, at its end, not at every button.
 */
export const WorkButton = ({ lang, right, state, variant = 'secondary', ...rest }: WorkButtonProps) => {
  if (right === 'not-yours' || (right === 'not-now' && state === 'discharged')) return null
  const disabledReason = right === 'not-now' ? workTexts(lang)(`refused.state.${state}`) : undefined
  return <Button size="small" variant={variant} disabledReason={disabledReason} {...rest} />
}
