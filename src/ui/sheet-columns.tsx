import { Button } from './button.tsx'
import { type OptionGroup, RadioGroup, SelectField } from './choice.tsx'
import { Details } from './details.tsx'
import { Form } from './form.tsx'
import { Bdi } from './inline.tsx'
import { Table } from './table.tsx'

// What everything that reads somebody's own spreadsheet asks: which sheet, where its headings stand, what each column means.

type Hidden = Readonly<Record<string, string>>
type Word<Key extends string> = (key: Key, values?: Record<string, string | number>) => string

/** A column of the file as it is shown for choosing what it means. `letters` as the person's own program names it. */
export type SheetColumnRow = {
  column: number
  letters: string
  heading: string
  /** The column in words, for those who hear the page. */
  name: string
  examples: readonly string[]
  value: string
  error?: string | undefined
}

/** A select for every column (`k<number>`), beside its heading and some of its cells. */
export const SheetColumnTable = ({
  words,
  caption,
  columns,
  options,
  emptyText,
}: {
  words: Word<
    | 'mapping.column'
    | 'mapping.noHeading'
    | 'mapping.examples'
    | 'mapping.noExamples'
    | 'mapping.meaning'
    | 'mapping.columnLabel'
  >
  caption: string
  columns: readonly SheetColumnRow[]
  options: readonly ({ value: string; label: string } | OptionGroup)[]
  /** The first choice, where a column may be left without a meaning. */
  emptyText?: string
}) => (
  <Table
    caption={caption}
    rows={columns}
    empty=""
    columns={[
      {
        heading: words('mapping.column'),
        header: true,
        cell: ({ letters, heading }) => (
          <>
            <span class="soft">{letters}</span>{' '}
            {heading === '' ? <span class="soft">{words('mapping.noHeading')}</span> : <Bdi>{heading}</Bdi>}
          </>
        ),
      },
      {
        heading: words('mapping.examples'),
        cell: ({ examples }) =>
          examples.length === 0 ? (
            <span class="soft">{words('mapping.noExamples')}</span>
          ) : (
            examples.map((example) => (
              <div>
                <Bdi>{example}</Bdi>
              </div>
            ))
          ),
      },
      {
        heading: words('mapping.meaning'),
        cell: ({ column, name, value, error }) => (
          <SelectField
            name={`k${column}`}
            label={words('mapping.columnLabel', { column: name })}
            labelHidden
            value={value}
            emptyText={emptyText}
            options={options}
            error={error}
          />
        ),
      },
    ]}
  />
)

const LOOKED_AT = 10
const LONGEST = 60

/** Where the headings stand, when they were not found: one of the first rows, two of them, or none. */
export const HeadingRowsForm = ({
  words,
  action,
  hidden,
  rows,
  value,
  error,
}: {
  words: Word<'layout.summary' | 'layout.label' | 'layout.one' | 'layout.two' | 'layout.none' | 'layout.submit'>
  action: string
  hidden: Hidden
  /** Number of each row in the file, and its cells. */
  rows: readonly { number: number; cells: readonly string[] }[]
  value: string
  error?: string | undefined
}) => {
  const shown = rows.slice(0, LOOKED_AT)
  const text = (cells: readonly string[]) => cells.filter(Boolean).join(' · ').replace(/\s+/g, ' ').slice(0, LONGEST)
  const options = [
    ...shown.map(({ number, cells }, at) => ({
      value: `${at}-1`,
      label: words('layout.one', { row: number, text: text(cells) }),
    })),
    ...shown.slice(0, -1).map(({ number }, at) => ({
      value: `${at}-2`,
      label: words('layout.two', { row: number, next: shown[at + 1]?.number ?? 0 }),
    })),
    { value: '0-0', label: words('layout.none') },
  ]
  return (
    <Details summary={words('layout.summary')} open={error !== undefined}>
      <Form action={action} hidden={hidden} label={words('layout.label')}>
        <SelectField name="layout" label={words('layout.label')} value={value} options={options} error={error} />
        <div class="actions">
          <Button variant="secondary">{words('layout.submit')}</Button>
        </div>
      </Form>
    </Details>
  )
}

/** Which sheet of the workbook has the rows. */
export const SheetForm = ({
  words,
  action,
  hidden,
  sheets,
  error,
}: {
  words: Word<'sheet.label' | 'sheet.submit'>
  action: string
  hidden: Hidden
  sheets: readonly string[]
  error?: string | undefined
}) => (
  <Form action={action} hidden={hidden}>
    <RadioGroup
      name="sheet"
      label={words('sheet.label')}
      options={sheets.map((sheet) => ({ value: sheet, label: <Bdi>{sheet}</Bdi> }))}
      error={error}
    />
    <div class="actions">
      <Button>{words('sheet.submit')}</Button>
    </div>
  </Form>
)
