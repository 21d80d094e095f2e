import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx'
import type { Text } from './inline.tsx'

export type TextFieldProps = FieldProps & {
  value?: string
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
  /** The browser's name for what is asked ("given-name", "email", "one-time-code"); `off` for facts about others. */
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  /** How much is expected, seen in the width. */
  chars?: 'short' | 'medium' | 'long'
  /** Codes and numbers read from the left in every language; free text finds its own direction. */
  dir?: 'auto' | 'ltr'
  spellcheck?: boolean
  autofocus?: boolean
  /** What may be chosen; anything else may be written all the same. */
  suggestions?: readonly string[]
}

/** One line of text. */
export const TextField = (props: TextFieldProps) => {
  const control = controlProps(props)
  const { type = 'text', chars, dir = type === 'text' || type === 'search' ? 'auto' : 'ltr' } = props
  return (
    <FieldFrame {...props} id={control.id}>
      <input
        class="ds-input"
        type={type}
        value={props.value}
        autocomplete={props.autocomplete as 'off' | undefined}
        inputmode={props.inputmode}
        spellcheck={props.spellcheck}
        autofocus={props.autofocus}
        dir={dir}
        data-chars={chars}
        list={props.suggestions && `${control.id}-list`}
        {...control}
      />
      {props.suggestions && (
        <datalist id={`${control.id}-list`}>
          {props.suggestions.map((one) => (
            <option value={one} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  )
}

export type TextAreaProps = FieldProps & {
  value?: string
  /** `large` for notes and stories; either way the field grows with the text. */
  size?: 'normal' | 'large'
  /** Language of the text when it is another than the page's. */
  lang?: string
  autofocus?: boolean
}

/** Free text in the person's own direction; grows as it is written, scrolls when very long. */
export const TextArea = (props: TextAreaProps) => {
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      {/* A line break after the opening tag is dropped by the browser: with one of our own the person's first stays. */}
      <textarea
        class="ds-input"
        dir="auto"
        data-size={props.size}
        lang={props.lang}
        autofocus={props.autofocus}
        {...control}
      >
        {`\n${props.value ?? ''}`}
      </textarea>
    </FieldFrame>
  )
}

export type DateFieldProps = FieldProps & {
  /** As typed, also when it is no date. */
  value?: string
  /** The expected form with an example, shown under the label: "Till exempel 2026-03-09 eller 9 mars". */
  format: Text
  autocomplete?: 'bday' | 'off'
}

/**
 * A calendar day as text: nothing typed is lost, no picker stands between the person and a date they know by heart, and an old phone
 * shows the same as a new one. Letters are welcome ("9 mars"), so the keyboard is the ordinary one.
 */
export const DateField = ({ format, ...props }: DateFieldProps) => {
  const hint = props.hint ? (
    <>
      {props.hint} {format}
    </>
  ) : (
    format
  )
  const control = controlProps({ ...props, hint })
  return (
    <FieldFrame {...props} hint={hint} id={control.id}>
      <input
        class="ds-input"
        type="text"
        dir="auto"
        data-chars="date"
        autocomplete={props.autocomplete ?? 'off'}
        value={props.value}
        {...control}
      />
    </FieldFrame>
  )
}

export type NumberFieldProps = FieldProps & {
  value?: string | number
  /** After the field, for example "timmar i veckan". */
  unit?: string
  decimal?: boolean
}

/** A number as text: no arrows that change it by accident, and a decimal comma is welcome. */
export const NumberField = (props: NumberFieldProps) => {
  const control = controlProps(props)
  const unitId = props.unit ? `${control.id}-unit` : undefined
  const described = [control['aria-describedby'], unitId].filter(Boolean).join(' ') || undefined
  return (
    <FieldFrame {...props} id={control.id}>
      <div class="with-unit">
        <input
          class="ds-input"
          type="text"
          inputmode={props.decimal ? 'decimal' : 'numeric'}
          dir="ltr"
          data-chars="short"
          autocomplete="off"
          value={props.value}
          {...control}
          aria-describedby={described}
        />
        {unitId && <span id={unitId}>{props.unit}</span>}
      </div>
    </FieldFrame>
  )
}

export type FileFieldProps = FieldProps & { accept?: string }

/** A file from the device. */
export const FileField = (props: FileFieldProps) => {
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <input class="file-input" type="file" accept={props.accept} {...control} />
    </FieldFrame>
  )
}
