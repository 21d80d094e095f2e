import type { Lang } from '../../platform/i18n/lang.ts'
import { columnLetters, columnName, examplesOf } from '../../platform/spreadsheet/column.ts'
import { Button } from '../../ui/button.tsx'
import { type OptionGroup, RadioGroup, SelectField } from '../../ui/choice.tsx'
import { Details } from '../../ui/details.tsx'
import { Form } from '../../ui/form.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Notice } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { ENTRY_KINDS, type EntryKind } from './code.ts'
import type { ColumnChoice, SheetColumn } from './sheet-column.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'
import { sheetTexts } from './texts/sheet.ts'
import { columnTexts } from './texts/sheet-column.ts'

type Hidden = Record<string, string>
export type ShownColumn = { column: number; heading: string; cells: readonly string[]; choice: ColumnChoice }

const GROUPS: readonly (readonly ['what' | 'whom' | 'room' | 'where' | 'way' | 'words', readonly SheetColumn[]])[] = [
  ['what', ['name', 'kind', 'otherNames', 'authority', 'unit', 'provider', 'sector', 'status', 'public', 'method']],
  ['whom', ['targetGroups', 'ages', 'ageFrom', 'ageTo', 'needLevels', 'workDistances', 'languages', 'conditions']],
  [
    'room',
    [
      'capacity',
      'capacityOn',
      'freePlaces',
      'freePlacesOn',
      'queued',
      'queuedOn',
      'waitingDays',
      'waitingDaysOn',
      'duration',
    ],
  ],
  ['where', ['places', 'area', 'openings', 'contactName', 'contactEmail', 'contactPhone', 'website']],
  ['way', ['waysIn', 'howToRefer', 'receiverNeeds', 'intakeUnit', 'onward', 'parallel', 'parallelNote']],
  [
    'words',
    ['aboutSv', 'aboutEasy', 'aboutEn', 'aboutAr', 'searchWords', 'costKr', 'costNote', 'externalRef', 'entryId'],
  ],
]

function optionsFor(lang: Lang): ({ value: string; label: string } | OptionGroup)[] {
  const [t, label] = [sheetTexts(lang), columnTexts(lang)]
  return [
    { value: 'keep', label: t('map.keep') },
    { value: 'skip', label: t('map.skip') },
    ...GROUPS.map(
      ([group, columns]): OptionGroup => ({
        group: t(`group.${group}`),
        options: columns.map((column) => ({ value: column, label: label(column) })),
      }),
    ),
  ]
}

export type MappingProps = {
  lang: Lang
  action: string
  hidden: Hidden
  sheet: string
  columns: readonly ShownColumn[]
  errors: ReadonlyMap<number, string>
  kind: EntryKind
  /** No column says what a row is. */
  asksKind: boolean
}

/** A select for every column, beside its heading and two of its cells. */
export const MappingForm = ({ lang, action, hidden, sheet, columns, errors, kind, asksKind }: MappingProps) => {
  const t = sheetTexts(lang)
  const kept = columns.filter(({ choice }) => choice === 'keep')
  const options = optionsFor(lang)
  return (
    <Form action={action} hidden={asksKind ? hidden : { ...hidden, kind }}>
      {kept.length > 0 && (
        <Notice title={t('map.kept')}>
          <p>
            {t.parts('map.keptText', {
              columns: <bdi>{kept.map(({ column, heading }) => columnName(column, heading)).join(' · ')}</bdi>,
            })}
          </p>
        </Notice>
      )}
      <Table
        caption={t('map.caption', { sheet })}
        rows={columns}
        empty=""
        columns={[
          {
            heading: t('mapping.column'),
            header: true,
            cell: ({ column, heading }) => (
              <>
                <span class="soft">{columnLetters(column)}</span>{' '}
                {heading === '' ? <span class="soft">{t('mapping.noHeading')}</span> : <Bdi>{heading}</Bdi>}
              </>
            ),
          },
          {
            heading: t('mapping.examples'),
            cell: ({ cells }) => {
              const examples = examplesOf(cells)
              if (examples.length === 0) return <span class="soft">{t('mapping.noExamples')}</span>
              return examples.map((example) => (
                <div>
                  <Bdi>{example}</Bdi>
                </div>
              ))
            },
          },
          {
            heading: t('mapping.meaning'),
            cell: ({ column, heading, choice }) => (
              <SelectField
                name={`k${column}`}
                label={t('mapping.columnLabel', { column: columnName(column, heading) })}
                labelHidden
                value={choice}
                options={options}
                error={errors.get(column)}
              />
            ),
          },
        ]}
      />
      {asksKind && (
        <RadioGroup
          name="kind"
          label={t('map.kind')}
          value={kind}
          options={ENTRY_KINDS.map((one) => ({
            value: one,
            label: codeTexts(lang)(`kind.${one}`),
            hint: entryTexts(lang)(`kind.explain.${one}`),
          }))}
        />
      )}
      <p class="soft">{t('map.next')}</p>
      <div class="actions">
        <Button>{t('map.submit')}</Button>
      </div>
    </Form>
  )
}

const LOOKED_AT = 10

/** Where the headings stand, when they were not found. */
export const LayoutForm = (props: {
  lang: Lang
  action: string
  hidden: Hidden
  rows: readonly { number: number; cells: readonly string[] }[]
  value: string
  error?: string | undefined
}) => {
  const { lang, action, hidden, value, error } = props
  const t = sheetTexts(lang)
  const shown = props.rows.slice(0, LOOKED_AT)
  const text = (cells: readonly string[]) => cells.filter(Boolean).join(' · ').replace(/\s+/g, ' ').slice(0, 60)
  const options = [
    ...shown.map(({ number, cells }, at) => ({
      value: `${at}-1`,
      label: t('layout.one', { row: number, text: text(cells) }),
    })),
    ...shown.slice(0, -1).map(({ number }, at) => ({
      value: `${at}-2`,
      label: t('layout.two', { row: number, next: shown[at + 1]?.number ?? 0 }),
    })),
    { value: '0-0', label: t('layout.none') },
  ]
  return (
    <Details summary={t('layout.summary')} open={error !== undefined}>
      <Form action={action} hidden={hidden} label={t('layout.label')}>
        <SelectField name="layout" label={t('layout.label')} value={value} options={options} error={error} />
        <div class="actions">
          <Button variant="secondary">{t('layout.submit')}</Button>
        </div>
      </Form>
    </Details>
  )
}

/** Which sheet of the workbook has the rows. */
export const SheetForm = (props: {
  lang: Lang
  action: string
  hidden: Hidden
  sheets: readonly string[]
  error?: string | undefined
}) => {
  const t = sheetTexts(props.lang)
  return (
    <Form action={props.action} hidden={props.hidden}>
      <RadioGroup
        name="sheet"
        label={t('sheet.label')}
        options={props.sheets.map((sheet) => ({ value: sheet, label: <Bdi>{sheet}</Bdi> }))}
        error={props.error}
      />
      <div class="actions">
        <Button>{t('sheet.submit')}</Button>
      </div>
    </Form>
  )
}
