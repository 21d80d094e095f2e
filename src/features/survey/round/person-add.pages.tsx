import { paths } from '../../../paths.ts'
import type { Tx } from '../../../platform/database/db.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatList, formatNumber } from '../../../platform/i18n/format.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { FileField, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { CASE_ROLES, type Route, type Viewer, type Visit } from '../../access/public.ts'
import { roundTexts } from '../texts/round.ts'
import { hiddenOf } from './form-keys.ts'
import { addPeople } from './person.commands.ts'
import type { NewPerson } from './person.ts'
import { type BadRow, PEOPLE_COLUMNS } from './person-file.ts'
import { asText, type Upload, uploadedPeople, uploadedRows } from './person-upload.queries.ts'
import { DoneNotice, roundPage } from './round.pages.tsx'
import { ledUnits, roundOf } from './round.queries.ts'
import { may, type Round } from './round.ts'
import { monthName } from './round.view.tsx'

const MB = 1024 * 1024
const MOST_NAMED = 200

/** A unit's own participants as a round takes them, by pseudonym; wired in the composition root, for the survey knows no threads. */
export type UnitPeople = (
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  on: { month: CalendarDay; today: CalendarDay },
) => Promise<NewPerson[]>
export type PeopleParts = { unitPeople: UnitPeople }

type Shown = { text?: string; problem?: string; bad?: readonly BadRow[]; good?: number; ignored?: readonly string[] }

async function addPage(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { tx, viewer, lang } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || !(await ledUnits(tx)).includes(round.unitId)) return visit.notFound()
  if (!may('add', round)) return roundPage(visit, { kind: 'conflict', reason: round.state })
  const t = roundTexts(lang)
  const { problem, bad = [], good = 0, ignored = [], text = '' } = shown
  const columns = formatList(
    lang,
    PEOPLE_COLUMNS.slice(1).map((column) => t(`column.${column}`)),
  )
  return visit.page({
    title: t('add.title'),
    section: 'survey',
    failed: problem !== undefined,
    status: problem === undefined ? 200 : 422,
    body: (
      <>
        <ErrorSummary
          title={formTexts(lang)('summary', { count: problem ? 1 : 0 })}
          errors={problem ? [{ name: 'people', text: problem }] : []}
        />
        <PageHeading
          title={t('add.title')}
          lead={t('add.lead')}
          meta={[<Bdi>{monthName(lang, round)}</Bdi>, <a href={paths.survey(round.roundId)}>{t('toRound')}</a>]}
        />
        <DoneNotice visit={visit} />
        {bad.length > 0 && <BadRows visit={visit} bad={bad} />}
        <Form action={paths.surveyAdd(round.roundId)} hidden={hiddenOf(visit)} enctype="multipart/form-data">
          <TextArea
            name="people"
            size="large"
            label={t('add.paste')}
            hint={t('add.paste.hint', { columns })}
            value={text}
            error={problem}
          />
          {ignored.length > 0 && <p>{t('add.ignored', { columns: formatList(lang, ignored) })}</p>}
          <FileField name="file" label={t('add.file')} hint={t('add.file.hint')} accept=".xlsx,.csv,.tsv,.txt" />
          {bad.length > 0 && good > 0 && (
            <Checkbox name="leaveOut" label={t('add.leaveOut')} hint={t('add.good', { count: good })} />
          )}
          <Actions>
            <Button>{t('add.submit')}</Button>
            <Button href={paths.survey(round.roundId)} variant="tertiary">
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
        <Card title={t('add.fromList')} level={2} tone="sunk">
          <p>{t('add.fromList.text')}</p>
          <Form action={paths.surveyFromList(round.roundId)} hidden={hiddenOf(visit)}>
            <Button variant="secondary">{t('add.fromList.submit')}</Button>
          </Form>
        </Card>
      </>
    ),
  })
}

const BadRows = ({ visit, bad }: { visit: Visit; bad: readonly BadRow[] }) => {
  const { lang } = visit
  const t = roundTexts(lang)
  return (
    <>
      <Table
        caption={t('add.bad')}
        rows={bad.slice(0, MOST_NAMED)}
        empty=""
        columns={[
          { heading: t('bad.col.row'), header: true, cell: ({ row }) => <Bdi>{formatNumber(lang, row)}</Bdi> },
          { heading: t('bad.col.column'), cell: ({ column }) => t(`column.${column}`) },
          { heading: t('bad.col.value'), cell: ({ value }) => <Bdi>{value}</Bdi> },
          { heading: t('bad.col.why'), cell: ({ problem }) => t(`bad.${problem}`) },
        ]}
      />
      {bad.length > MOST_NAMED && (
        <Notice>{t('add.more', { count: formatNumber(lang, bad.length - MOST_NAMED) })}</Notice>
      )}
    </>
  )
}

async function add(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, form } = visit
  const t = roundTexts(lang)
  const pasted = form.people ?? ''
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || !(await ledUnits(tx)).includes(round.unitId)) return visit.notFound()
  const file = visit.file('file')
  const upload: Upload = await uploadedRows(pasted, file)
  if (!upload.ok) return addPage(visit, { text: pasted, problem: t(`problem.${upload.problem}`) })
  const read = await uploadedPeople(tx, viewer, round, upload.rows)
  const rows = new Set(read.bad.map(({ row }) => row)).size
  const shown = {
    text: file ? asText(upload.rows) : pasted,
    bad: read.bad,
    good: read.people.length,
    ignored: read.ignored,
  }
  if (rows > 0 && form.leaveOut !== 'yes')
    return addPage(visit, { ...shown, problem: t('problem.bad', { count: rows }) })
  if (read.people.length === 0) return addPage(visit, { ...shown, problem: t('problem.empty') })
  return save(visit, round, read.people)
}

async function save(visit: Visit, round: Round, people: readonly NewPerson[]): Promise<Response> {
  const sent = await visit.submit(async () => {
    const added = await addPeople(visit, round.roundId, people)
    if (!added.ok) return added
    const { value } = added
    return ok(`${paths.surveyPeople(round.roundId)}?klart=tillagda&nya=${value.added}&kanda=${value.known}`)
  })
  return 'done' in sent ? sent.done : roundPage(visit, sent.refused)
}

export const personAddRoutes = ({ unitPeople }: PeopleParts): Route[] => [
  { method: 'get', path: paths.surveyAdd(':id'), guard: CASE_ROLES, audit: 'none', handle: (visit) => addPage(visit) },
  {
    method: 'post',
    path: paths.surveyAdd(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    maxBody: 10 * MB,
    handle: add,
  },
  {
    method: 'post',
    path: paths.surveyFromList(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, today, lang } = visit
      const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
      if (!round || !(await ledUnits(tx)).includes(round.unitId)) return visit.notFound()
      const people = await unitPeople(tx, viewer, round.unitId, { month: round.month, today })
      if (people.length === 0) return addPage(visit, { problem: roundTexts(lang)('add.fromList.none') })
      return save(visit, round, people)
    },
  },
]
