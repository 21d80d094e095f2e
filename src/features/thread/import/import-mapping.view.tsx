import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnLetters, columnName, examplesOf } from '../../../platform/spreadsheet/column.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, type OptionGroup, SelectField } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { importTexts } from '../texts/import.ts'
import {
  type ColumnChoice,
  MOST_TRACKS,
  type PersonTarget,
  type Target,
  TRACK_FIELDS,
  trackOf,
  trackTarget,
} from './import-target.ts'

/** A column of the file as it is shown for choosing what it means. */
export type ShownColumn = { column: number; heading: string; cells: readonly string[]; choice: ColumnChoice }

const PERSON: readonly PersonTarget[] = [
  'name',
  'givenName',
  'familyName',
  'number',
  'phone',
  'email',
  'language',
  'interpreter',
  'ownWords',
  'externalId',
  'protection',
]
const COURSE: readonly PersonTarget[] = ['state', 'referralOn', 'referredBy', 'intakeOn', 'dischargedOn', 'destination']
const CONTACT: readonly PersonTarget[] = ['contact', 'contactSince']

/** What a column can mean, in words. */
export function targetLabel(lang: Lang, target: Target): string {
  const t = importTexts(lang)
  const track = trackOf(target)
  return track ? t(`trackField.${track.field}`, { nth: track.nth }) : t(`target.${target as PersonTarget}`)
}

function optionsFor(lang: Lang, tracks: number): ({ value: string; label: string } | OptionGroup)[] {
  const t = importTexts(lang)
  const group = (name: string, targets: readonly Target[]): OptionGroup => ({
    group: name,
    options: targets.map((target) => ({ value: target, label: targetLabel(lang, target) })),
  })
  const nths = Array.from({ length: tracks }, (_, at) => at + 1)
  return [
    { value: 'skip', label: t('mapping.skip') },
    group(t('group.person'), PERSON),
    group(t('group.course'), COURSE),
    group(t('group.contact'), CONTACT),
    ...nths.map((nth) =>
      group(
        t('group.track', { nth }),
        TRACK_FIELDS.map((field) => trackTarget(nth, field)),
      ),
    ),
  ]
}

/** One more track than the file seems to have, and at least two. */
const tracksOf = (columns: readonly ShownColumn[]): number =>
  Math.min(MOST_TRACKS, Math.max(1, ...columns.map(({ choice }) => (choice ? (trackOf(choice)?.nth ?? 0) : 0))) + 1)

export type MappingProps = {
  lang: Lang
  action: string
  hidden: Record<string, string>
  sheet: string
  columns: readonly ShownColumn[]
  /** What is wrong with the choice for a column, in words. */
  errors: ReadonlyMap<number, string>
  leaveRest: boolean
}

/** A select for every column, beside its heading and two of its cells. */
export const MappingForm = ({ lang, action, hidden, sheet, columns, errors, leaveRest }: MappingProps) => {
  const t = importTexts(lang)
  const unknown = columns.filter(({ choice }) => choice === null)
  const options = optionsFor(lang, tracksOf(columns))
  const names = unknown.map(({ column, heading }) => columnName(column, heading)).join(' · ')
  return (
    <Form action={action} hidden={hidden}>
      {unknown.length > 0 && (
        <Notice tone="attention" title={t('mapping.unknown', { count: unknown.length })}>
          <p>{t.parts('mapping.unknownText', { columns: <bdi>{names}</bdi> })}</p>
        </Notice>
      )}
      <Table
        caption={t('mapping.caption', { sheet })}
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
                value={choice ?? ''}
                emptyText={t('mapping.choose')}
                options={options}
                error={errors.get(column)}
              />
            ),
          },
        ]}
      />
      {unknown.length > 0 && <Checkbox name="leaveRest" label={t('mapping.rest')} checked={leaveRest} />}
      <p class="soft">{t('mapping.next')}</p>
      <div class="actions">
        <Button>{t('mapping.submit')}</Button>
      </div>
    </Form>
  )
}

/** The first rows of the file, of which one or two are the headings. */
export type LayoutProps = {
  lang: Lang
  action: string
  hidden: Record<string, string>
  /** Number of each row in the file, and its cells. */
  rows: readonly { number: number; cells: readonly string[] }[]
  value: string
  error?: string | undefined
}

const LOOKED_AT = 10

/** Where the headings stand, when they were not found. */
export const LayoutForm = ({ lang, action, hidden, rows, value, error }: LayoutProps) => {
  const t = importTexts(lang)
  const shown = rows.slice(0, LOOKED_AT)
  const text = (cells: readonly string[]) => cells.filter(Boolean).join(' · ').replace(/\s+/g, ' ').slice(0, 60)
  const one = shown.map(({ number, cells }, at) => ({
    value: `${at}-1`,
    label: t('layout.one', { row: number, text: text(cells) }),
  }))
  const two = shown.slice(0, -1).map(({ number }, at) => ({
    value: `${at}-2`,
    label: t('layout.two', { row: number, next: shown[at + 1]?.number ?? 0 }),
  }))
  return (
    <Details summary={t('layout.summary')} open={error !== undefined}>
      <Form action={action} hidden={hidden} label={t('layout.label')}>
        <SelectField
          name="layout"
          label={t('layout.label')}
          value={value}
          options={[...one, ...two, { value: '0-0', label: t('layout.none') }]}
          error={error}
        />
        <div class="actions">
          <Button variant="secondary">{t('layout.submit')}</Button>
        </div>
      </Form>
    </Details>
  )
}
