import { controlProps, FieldError, FieldFrame, type FieldProps, fieldId } from './field-frame.tsx'
import { describedBy, type Text } from './inline.tsx'

export type Option = { value: string; label: Text; hint?: Text; disabled?: boolean }
export type OptionGroup = { group: string; options: readonly { value: string; label: string }[] }

export type SelectFieldProps = FieldProps & {
  value?: string
  options: readonly ({ value: string; label: string } | OptionGroup)[]
  /** The first, empty choice: "Välj …". Without it the first option is chosen. */
  emptyText?: string
}

/** One of many. Up to about six choices a `RadioGroup` is easier. */
export const SelectField = (props: SelectFieldProps) => {
  const control = controlProps(props)
  const option = ({ value, label }: { value: string; label: string }) => (
    <option value={value} selected={value === props.value}>
      {label}
    </option>
  )
  return (
    <FieldFrame {...props} id={control.id}>
      <select class="ds-input" {...control}>
        {props.emptyText !== undefined && <option value="">{props.emptyText}</option>}
        {props.options.map((entry) =>
          'group' in entry ? <optgroup label={entry.group}>{entry.options.map(option)}</optgroup> : option(entry),
        )}
      </select>
    </FieldFrame>
  )
}

type ChoiceProps = {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  option: Option
  checked: boolean
  required?: boolean
  invalid?: boolean
}

const Choice = ({ type, id, name, option, checked, required, invalid }: ChoiceProps) => (
  <div class="ds-field choice">
    <input
      class="ds-input"
      type={type}
      id={id}
      name={name}
      value={option.value}
      checked={checked}
      disabled={option.disabled}
      required={required}
      aria-invalid={invalid && type === 'checkbox' ? 'true' : undefined}
      aria-describedby={option.hint ? `${id}-hint` : undefined}
    />
    <label for={id} class="ds-label">
      {option.label}
    </label>
    {option.hint && (
      <div class="hint" id={`${id}-hint`}>
        {option.hint}
      </div>
    )}
  </div>
)

type GroupProps = Omit<FieldProps, 'disabled'> & {
  options: readonly Option[]
  /** `row` for two or three short choices. */
  layout?: 'column' | 'row'
}

/** Only a group of radio buttons can itself be required and wrong; each of several ticks answers for itself. */
const radioGroup = (props: GroupProps) => ({
  role: 'radiogroup',
  'aria-required': props.required ? 'true' : undefined,
  'aria-invalid': props.error ? 'true' : undefined,
})

const Group = (props: GroupProps & { type: 'radio' | 'checkbox'; chosen: (value: string) => boolean }) => {
  const id = props.id ?? fieldId(props.name)
  return (
    <fieldset
      class="ds-fieldset"
      {...(props.type === 'radio' ? radioGroup(props) : {})}
      data-invalid={props.error ? '' : undefined}
      aria-describedby={describedBy(props.hint && `${id}-group-hint`, props.error && `${id}-error`)}
    >
      <legend class={props.labelHidden ? 'vh' : undefined}>
        {props.label}
        {props.mark && <span class="label-mark"> {props.mark}</span>}
      </legend>
      {props.hint && (
        <div class="hint" id={`${id}-group-hint`}>
          {props.hint}
        </div>
      )}
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      <div class="choices" data-layout={props.layout}>
        {props.options.map((option, index) => (
          <Choice
            type={props.type}
            id={index === 0 ? id : `${id}-${index + 1}`}
            name={props.name}
            option={option}
            checked={props.chosen(option.value)}
            invalid={Boolean(props.error)}
          />
        ))}
      </div>
    </fieldset>
  )
}

export type RadioGroupProps = GroupProps & { value?: string }

/** One of a few, all seen at once. The field's id is on the first choice, so an error leads there. */
export const RadioGroup = (props: RadioGroupProps) => (
  <Group {...props} type="radio" chosen={(value) => value === props.value} />
)

export type CheckboxGroupProps = GroupProps & { values?: readonly string[] }

/** Any number of a few. The form sends the name once for each chosen value. */
export const CheckboxGroup = (props: CheckboxGroupProps) => (
  <Group {...props} type="checkbox" chosen={(value) => (props.values ?? []).includes(value)} />
)

export type CheckboxProps = Omit<FieldProps, 'mark' | 'labelHidden'> & {
  checked?: boolean
  /** What the form sends when it is ticked. */
  value?: string
}

/** A single yes. */
export const Checkbox = (props: CheckboxProps) => {
  const control = controlProps(props)
  return (
    <div class="ds-field choice">
      <input class="ds-input" type="checkbox" value={props.value ?? 'yes'} checked={props.checked} {...control} />
      <label for={control.id} class="ds-label">
        {props.label}
      </label>
      {props.hint && (
        <div class="hint" id={`${control.id}-hint`}>
          {props.hint}
        </div>
      )}
      {props.error && <FieldError id={control.id}>{props.error}</FieldError>}
    </div>
  )
}
