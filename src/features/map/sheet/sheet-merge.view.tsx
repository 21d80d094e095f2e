import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { Table } from '../../../ui/table.tsx'
import { sheetTexts } from '../texts/sheet.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import type { SheetField } from './sheet-column.ts'
import type { Pick3 } from './sheet-field.ts'
import type { Difference } from './sheet-plan.ts'
import { Said } from './sheet-said.view.tsx'

export type MergeProps = {
  lang: Lang
  importId: string
  row: number
  hidden: Record<string, string>
  differences: readonly Difference[]
  picks: Partial<Record<SheetField, Pick3>>
  errors: ReadonlyMap<SheetField, string>
  hasNext: boolean
}

/** One question for each field in which the sheet and the map say different things, with the words of both. */
export const MergeForm = ({ lang, importId, row, hidden, differences, picks, errors, hasNext }: MergeProps) => {
  const t = sheetTexts(lang)
  const label = columnTexts(lang)
  const asked = differences.filter((one) => !one.fills && !one.settled)
  const filled = differences.filter((one) => one.fills)
  const action = paths.mapSheetRow(importId, row)
  return (
    <>
      <Form action={action} hidden={hidden}>
        <div class="actions">
          <Button name="all" value="theirs" variant="secondary">
            {t('merge.allTheirs')}
          </Button>
          <Button name="all" value="ours" variant="secondary">
            {t('merge.allOurs')}
          </Button>
        </div>
      </Form>
      <Form action={action} hidden={hidden} label={t('merge.each')}>
        <h2>{t('merge.each')}</h2>
        {asked.map(({ field, ours, theirs, both }) => (
          <div class="merge">
            <RadioGroup
              name={`f-${field}`}
              label={label(field)}
              layout="row"
              value={picks[field] ?? ''}
              error={errors.get(field)}
              options={[
                { value: 'theirs', label: t('merge.theirs'), hint: <Said lang={lang} field={field} text={theirs} /> },
                { value: 'ours', label: t('merge.ours'), hint: <Said lang={lang} field={field} text={ours} /> },
                ...(both === undefined
                  ? []
                  : [{ value: 'both', label: t('merge.both'), hint: <Said lang={lang} field={field} text={both} /> }]),
              ]}
            />
          </div>
        ))}
        <div class="actions">
          <Button>{t(hasNext ? 'merge.saveNext' : 'merge.save')}</Button>
          <Button href={paths.mapSheet(importId)} variant="tertiary">
            {t('merge.back')}
          </Button>
        </div>
      </Form>
      {filled.length > 0 && (
        <section class="stack-tight">
          <h2>{t('merge.fills')}</h2>
          <p class="soft">{t('merge.fillsText')}</p>
          <Table
            caption={t('merge.fills')}
            captionHidden
            rows={filled}
            empty=""
            columns={[
              { heading: t('col.what'), header: true, cell: ({ field }) => label(field) },
              {
                heading: t('merge.theirs'),
                cell: ({ field, theirs }) => <Said lang={lang} field={field} text={theirs} />,
              },
            ]}
          />
        </section>
      )}
    </>
  )
}
