import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { SelectField } from './choice.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FileField } from './field.tsx'
import { Form } from './form.tsx'
import { Bdi } from './inline.tsx'
import { Notice } from './status.tsx'
import { type Column, Table } from './table.tsx'

// How everything that reads somebody's own spreadsheet takes it in: the file, whose rows they are, and the files taken before.

/** Whose rows a file holds: a choice, or known where there is only one. */
export type WhoseRows = {
  name: string
  label: string
  hint: string
  emptyText: string
  options: readonly { value: string; label: string }[]
  value: string | undefined
  error?: string | undefined
}

/** A spreadsheet (`file`), and whose it is where somebody may answer for several. `children`: what to know before. */
export const SheetUploadForm = ({
  action,
  hidden,
  whose,
  file,
  submit,
  children,
}: {
  action: string
  hidden: Readonly<Record<string, string>>
  whose: WhoseRows
  file: { label: string; hint: string; error?: string | undefined }
  submit: string
  children: Child
}) => {
  const only = whose.options.length === 1 ? whose.options[0] : undefined
  return (
    <Form
      action={action}
      hidden={{ ...hidden, ...(only ? { [whose.name]: only.value } : {}) }}
      enctype="multipart/form-data"
    >
      {!only && <SelectField {...whose} value={whose.value ?? ''} />}
      <FileField name="file" accept=".xlsx,.xlsm,.csv,.tsv,.txt" {...file} />
      <Notice>{children}</Notice>
      <div class="actions">
        <Button>{submit}</Button>
      </div>
    </Form>
  )
}

/** Stands in place of the form when the file is so large that it is not even received. */
export const SheetTooLarge = ({
  title,
  text,
  href,
  children,
}: {
  title: string
  text: string
  href: string
  children: Child
}) => (
  <>
    <ErrorSummary title={title} errors={[{ text, href }]} />
    {children}
  </>
)

/** Files that were taken in before, each as the way to its page; nothing where there are none. */
export function TakenFiles<Row extends { fileName: string }>({
  title,
  caption = title,
  file,
  rows,
  href,
  columns,
}: {
  title: string
  caption?: string
  /** The heading over the files. */
  file: string
  rows: readonly Row[]
  href(row: Row): string
  columns: readonly Column<Row>[]
}) {
  if (rows.length === 0) return null
  const first: Column<Row> = {
    heading: file,
    header: true,
    cell: (row) => (
      <a href={href(row)}>
        <Bdi>{row.fileName}</Bdi>
      </a>
    ),
  }
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      <Table caption={caption} captionHidden rows={rows} empty="" columns={[first, ...columns]} />
    </section>
  )
}
