import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'tertiary' | 'danger'

export type ButtonProps = PropsWithChildren<{
  /** One `primary` per page. `danger` for what cannot be undone. */
  variant?: ButtonVariant
  /** `small` in tables and cards (36 px), otherwise 46 px high. */
  size?: 'small' | 'normal'
  /** With an address it is a link that looks like a button. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  /** Another form on the page, or another address for the same form. */
  form?: string
  formaction?: string
  icon?: IconName
  /** Why this cannot be done now, in words: the button stays visible but refuses. */
  disabledReason?: string
  id?: string
  lang?: string
  /** One of several choices, and the present one. */
  pressed?: boolean
}>

const look = (variant: ButtonVariant) => ({
  'data-variant': variant === 'danger' ? 'primary' : variant,
  'data-color': variant === 'danger' ? 'danger' : undefined,
})

/** What can be done. A disabled button says why beside itself and to a screen reader. */
export const Button = ({
  variant = 'primary',
  size,
  href,
  type = 'submit',
  icon,
  disabledReason,
  pressed,
  children,
  ...rest
}: ButtonProps) => {
  const inner = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  )
  if (disabledReason) {
    return (
      <span class="button-refused">
        <button class="ds-button" type="button" disabled data-size={size} id={rest.id} {...look(variant)}>
          {inner}
          <span class="vh"> – {disabledReason}</span>
        </button>
        <span class="button-reason" aria-hidden="true">
          {disabledReason}
        </span>
      </span>
    )
  }
  if (href) {
    return (
      <a class="ds-button" href={href} data-size={size} id={rest.id} lang={rest.lang} {...look(variant)}>
        {inner}
      </a>
    )
  }
  return (
    <button
      class="ds-button"
      type={type}
      data-size={size}
      aria-pressed={pressed ? 'true' : undefined}
      {...rest}
      {...look(variant)}
    >
      {inner}
    </button>
  )
}
