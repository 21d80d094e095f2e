import type { PropsWithChildren } from 'hono/jsx'
import { fieldId } from './field-frame.tsx'
import { describedBy, Heading, type Text } from './inline.tsx'

export type FormProps = PropsWithChildren<{
  action: string
  method?: 'post' | 'get'
  /** Hidden fields: the token against foreign forms, the form's key, the version that was opened. Empty ones are left out. */
  hidden?: Readonly<Record<string, string | number | undefined>>
  /** With a file in it: `multipart/form-data`. */
  enctype?: 'multipart/form-data'
  id?: string
  /** What the form is, when the page has several. */
  label?: string
}>

/** A form. The browser's own checks are off: the server answers in plain words and keeps what was typed. */
export const Form = ({ action, method = 'post', hidden = {}, enctype, id, label, children }: FormProps) => (
  <form class="form" action={action} method={method} enctype={enctype} id={id} aria-label={label} novalidate>
    {Object.entries(hidden)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    {children}
  </form>
)

export type FieldSetProps = PropsWithChildren<{
  legend: Text
  hint?: Text
  error?: string
  /** Gives the group an anchor and its error an id. */
  name: string
  /** A legend that is also a heading of the page. */
  level?: 2 | 3
}>

/** Several fields that answer one question together. */
export const FieldSet = ({ legend, hint, error, name, level, children }: FieldSetProps) => {
  const id = fieldId(name)
  return (
    <fieldset
      class="ds-fieldset group"
      id={id}
      tabindex={error ? -1 : undefined}
      data-invalid={error ? '' : undefined}
      aria-describedby={describedBy(hint && `${id}-hint`, error && `${id}-error`)}
    >
      <legend>{level ? <Heading level={level}>{legend}</Heading> : legend}</legend>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="ds-validation-message" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </fieldset>
  )
}
