import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Table } from '../../../ui/table.tsx'
import { EMPTY_FACTS, factsOf } from '../entry.ts'
import { sheetTexts } from '../texts/sheet.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { SHEET_FIELDS } from './sheet-column.ts'
import { fieldText, sameText } from './sheet-field.ts'
import type { SheetImport } from './sheet-import.queries.ts'
import type { SheetNames } from './sheet-names.ts'
import { Said } from './sheet-said.view.tsx'
import type { Undoable } from './sheet-undo.ts'

/** What was brought in, what comes next, and how to take it back. */
export const DoneView = ({ lang, run, hidden }: { lang: Lang; run: SheetImport; hidden: Record<string, string> }) => {
  const t = sheetTexts(lang)
  const { created = 0, changed = 0, out = 0 } = run.counts
  return (
    <>
      <Facts
        items={[
          { value: created, label: t('done.created') },
          { value: changed, label: t('done.changed') },
          ...(out > 0 ? [{ value: out, label: t('done.out'), tone: 'attention' as const }] : []),
        ]}
      />
      <p>{t('done.verify')}</p>
      <Actions>
        <Button href={paths.map}>{t('done.map')}</Button>
        <Button href={paths.mapSheets} variant="secondary">
          {t('done.again')}
        </Button>
      </Actions>
      {created + changed > 0 && (
        <Card title={t('undo.title')} level={2} tone="sunk">
          <p>{t('undo.text')}</p>
          <Form action={paths.mapSheetUndo(run.mapImportId)} hidden={hidden}>
            <Button variant="danger">{t('undo.submit')}</Button>
          </Form>
        </Card>
      )}
    </>
  )
}

/** Entries an undo left as they are, each as it was before the import and as it is now. */
export const LeftEntries = ({ lang, left, names }: { lang: Lang; left: readonly Undoable[]; names: SheetNames }) => {
  const t = sheetTexts(lang)
  const label = columnTexts(lang)
  return left.map(({ entry, before }) => {
    const then = before ? factsOf(before) : EMPTY_FACTS
    const rows = SHEET_FIELDS.map((field) => ({
      field,
      before: before ? fieldText(field, then, names) : '',
      now: fieldText(field, entry, names),
    })).filter((one) => !sameText(one.field, one.before, one.now))
    return (
      <Card title={<Bdi>{entry.name}</Bdi>} level={3}>
        <p>
          <a href={paths.mapEntry(entry.entryId)}>{t('open')}</a>
        </p>
        <Table
          caption={<Bdi>{entry.name}</Bdi>}
          captionHidden
          rows={rows}
          empty={t('rows.empty')}
          columns={[
            { heading: t('col.what'), header: true, cell: ({ field }) => label(field) },
            {
              heading: t('undone.before'),
              cell: (one) => (before ? <Said lang={lang} field={one.field} text={one.before} /> : t('undone.wasNot')),
            },
            { heading: t('undone.now'), cell: ({ field, now }) => <Said lang={lang} field={field} text={now} /> },
          ]}
        />
      </Card>
    )
  })
}
