import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnLetters, columnName, examplesOf } from '../../../platform/spreadsheet/column.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, type OptionGroup } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { SheetColumnTable } from '../../../ui/sheet-columns.tsx'
import { Notice } from '../../../ui/status.tsx'
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
function targetLabel(lang: Lang, target: Target): string {
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
      <SheetColumnTable
        words={t}
        caption={t('mapping.caption', { sheet })}
        columns={columns.map(({ column, heading, cells, choice }) => ({
          column,
          letters: columnLetters(column),
          heading,
          name: columnName(column, heading),
          examples: examplesOf(cells),
          value: choice ?? '',
          error: errors.get(column),
        }))}
        options={options}
        emptyText={t('mapping.choose')}
      />
      {unknown.length > 0 && <Checkbox name="leaveRest" label={t('mapping.rest')} checked={leaveRest} />}
      <p class="soft">{t('mapping.next')}</p>
      <div class="actions">
        <Button>{t('mapping.submit')}</Button>
      </div>
    </Form>
  )
}
