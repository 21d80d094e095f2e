import type { PropsWithChildren } from 'hono/jsx'
import { Button } from './button.tsx'
import { controlProps, FieldFrame, type FieldProps } from './field-frame.tsx'

export type FilterBarProps = PropsWithChildren<{
  action: string
  /** What is filtered. */
  label: string
  submitText: string
  /** Leads back to everything; left out when nothing is chosen. */
  clear?: { href: string; text: string }
  /** Choices that stay as they are, for example the order of sorting. */
  hidden?: Readonly<Record<string, string | undefined>>
}>

/** A choice of what a list shows. It is sent as an address, so it can be kept, shared and gone back to. */
export const FilterBar = ({ action, label, submitText, clear, hidden = {}, children }: FilterBarProps) => (
  <search aria-label={label}>
    <form class="filter-bar" action={action} method="get" novalidate>
      {Object.entries(hidden).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      {children}
      <Button variant="secondary">{submitText}</Button>
      {clear && (
        <Button variant="tertiary" href={clear.href}>
          {clear.text}
        </Button>
      )}
    </form>
  </search>
)

export type SearchFieldProps = FieldProps & { value?: string; submitText?: string; autofocus?: boolean }

/** Something to search by; with `submitText` it has its own button. */
export const SearchField = (props: SearchFieldProps) => {
  const control = controlProps(props)
  return (
    <FieldFrame {...props} id={control.id}>
      <div class="search-row">
        <input
          class="ds-input"
          type="search"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          autofocus={props.autofocus}
          value={props.value}
          {...control}
        />
        {props.submitText && (
          <Button variant="secondary" icon="search">
            {props.submitText}
          </Button>
        )}
      </div>
    </FieldFrame>
  )
}
