import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnLetters, columnName, examplesOf } from '../../../platform/spreadsheet/column.ts'
import { Button } from '../../../ui/button.tsx'
import { type OptionGroup, RadioGroup } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { SheetColumnTable } from '../../../ui/sheet-columns.tsx'
import { Notice } from '../../../ui/status.tsx'
import { ENTRY_KINDS, type EntryKind } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { entryTexts } from '../texts/entry.ts'
import { sheetTexts } from '../texts/sheet.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import type { ColumnChoice, SheetColumn } from './sheet-column.ts'

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
    { value: 'ageMark', label: t('map.ageMark') },
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
      <SheetColumnTable
        words={t}
        caption={t('map.caption', { sheet })}
        columns={columns.map(({ column, heading, cells, choice }) => ({
          column,
          letters: columnLetters(column),
          heading,
          name: columnName(column, heading),
          examples: examplesOf(cells),
          value: choice,
          error: errors.get(column),
        }))}
        options={options}
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
