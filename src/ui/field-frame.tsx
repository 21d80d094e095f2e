import type { PropsWithChildren } from 'hono/jsx'
import { describedBy, type Text } from './inline.tsx'

/** What every field has. */
export type FieldProps = {
  name: string
  label: Text
  /** Help before the field: what is meant, an example, why we ask. */
  hint?: Text
  /** What is wrong and how to mend it, in plain words. */
  error?: string
  /** After the label, quieter: "(valfritt)". */
  mark?: string
  required?: boolean
  disabled?: boolean
  /** Only when the same name occurs twice on a page. */
  id?: string
  /** The label is heard but not seen (a search beside its heading). */
  labelHidden?: boolean
}

/** The id of the field with this name: the error summary links to it. */
export const fieldId = (name: string): string => `f-${name.replaceAll(/[^a-zA-Z0-9_-]+/g, '-')}`

type Frame = Pick<FieldProps, 'label' | 'hint' | 'error' | 'mark' | 'labelHidden'> & { id: string }

/** Attributes of the control itself that bind it to label, hint and error. */
export const controlProps = (props: FieldProps) => {
  const id = props.id ?? fieldId(props.name)
  return {
    id,
    name: props.name,
    required: props.required,
    disabled: props.disabled,
    'aria-describedby': describedBy(props.hint && `${id}-hint`, props.error && `${id}-error`),
    'aria-invalid': props.error ? ('true' as const) : undefined,
  }
}

/** Label, help, what is wrong, then the control. */
export const FieldFrame = ({ id, label, hint, error, mark, labelHidden, children }: PropsWithChildren<Frame>) => (
  <div class="ds-field">
    <label for={id} class={labelHidden ? 'ds-label vh' : 'ds-label'}>
      {label}
      {mark && <span class="label-mark"> {mark}</span>}
    </label>
    {hint && (
      <div class="hint" id={`${id}-hint`}>
        {hint}
      </div>
    )}
    {error && <FieldError id={id}>{error}</FieldError>}
    {children}
  </div>
)

/** What is wrong with the field of this id. */
export const FieldError = ({ id, children }: PropsWithChildren<{ id: string }>) => (
  <p class="ds-validation-message" id={`${id}-error`}>
    {children}
  </p>
)
