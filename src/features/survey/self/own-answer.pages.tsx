import { paths } from '../../../paths.ts'
import { formatNumber } from '../../../platform/i18n/format.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card, Stack } from '../../../ui/card.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { EmptyState, Notice, Progress } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { roundOf } from '../round/round.queries.ts'
import { may, type Round } from '../round/round.ts'
import { monthName } from '../round/round.view.tsx'
import { wayTexts } from '../texts/way.ts'
import { codeOfLink, makeCodes } from './code.commands.ts'
import { type OwnAnswer, ownAnswersOf } from './own-answer.queries.ts'
import { CodeSlip, dayOf, OwnState, WayDone, WayRefused } from './own-answer.view.tsx'

/** Where codes lead, and the secret they are computed from. */
export type Answers = { origin: string; secret: string }

export const canAnswer = (round: Round): boolean => may('answer', round) && round.selfRating

/** How far the viewer's people have come with their own answers. */
async function listPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { tx, viewer, lang } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || refusal?.kind === 'not-found') return visit.notFound()
  const t = wayTexts(lang)
  const people = await ownAnswersOf(tx, viewer, round.roundId)
  const done = people.filter(({ selfState }) => selfState === 'done').length
  const without = people.filter(({ selfState, open }) => selfState !== 'done' && !open).length
  const number = (value: number) => formatNumber(lang, value)
  return visit.page({
    title: t('title'),
    section: 'survey',
    wide: true,
    ...(refusal ? { status: 409 as const } : {}),
    body: (
      <>
        <WayRefused lang={lang} refusal={refusal} />
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          meta={[<Bdi>{monthName(lang, round)}</Bdi>, <a href={paths.survey(round.roundId)}>{t('toRound')}</a>]}
        />
        <WayDone lang={lang} done={visit.c.req.query('klart')} />
        {!round.selfRating ? (
          <Notice>
            <p>{t('off')}</p>
          </Notice>
        ) : people.length === 0 ? (
          <EmptyState title={t('none')} level={2} />
        ) : (
          <Stack>
            <Card
              tone="first"
              level={2}
              title={
                <Progress
                  label={t('done', { done: number(done), people: number(people.length) })}
                  value={done}
                  max={people.length}
                />
              }
            >
              {!canAnswer(round) ? (
                <p>{t('notOpen')}</p>
              ) : without > 0 ? (
                <Form action={paths.surveySelfCodes(round.roundId)} hidden={hiddenOf(visit)}>
                  <p>{t('codes.make.text')}</p>
                  <Button>{t('codes.make')}</Button>
                </Form>
              ) : (
                <p>{t('codes.all')}</p>
              )}
              <Actions>
                {people.some(({ open }) => open) && (
                  <Button href={paths.surveySelfCodes(round.roundId)} variant="secondary" icon="print">
                    {t('codes.print')}
                  </Button>
                )}
                <Button href={paths.surveyBlank(round.roundId)} variant="tertiary">
                  {t('paper.print')}
                </Button>
              </Actions>
            </Card>
            <PeopleTable visit={visit} round={round} people={people} />
          </Stack>
        )}
      </>
    ),
  })
}

const PeopleTable = ({ visit, round, people }: { visit: Visit; round: Round; people: readonly OwnAnswer[] }) => {
  const { lang } = visit
  const t = wayTexts(lang)
  const columns: Column<OwnAnswer>[] = [
    {
      heading: t('col.person'),
      header: true,
      cell: ({ personId, code }) => (
        <a href={paths.surveySelfPerson(round.roundId, personId)}>
          <Bdi>{code}</Bdi>
        </a>
      ),
    },
    { heading: t('col.state'), cell: ({ selfState }) => <OwnState lang={lang} state={selfState} /> },
    {
      heading: t('col.code'),
      cell: ({ open, selfState }) =>
        selfState === 'done'
          ? '–'
          : open
            ? t.parts('code.until', { day: <Bdi>{dayOf(lang, open)}</Bdi> })
            : t('code.none'),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={people} empty={t('none')} />
}

/** Every open code on a slip of its own, to print and cut apart. */
async function slipsPage(visit: Visit, { origin, secret }: Answers): Promise<Response> {
  const { tx, viewer, lang } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round) return visit.notFound()
  const t = wayTexts(lang)
  const people = await ownAnswersOf(tx, viewer, round.roundId)
  const open = people.flatMap((person) => (person.open?.how === 'link' ? [{ ...person, open: person.open }] : []))
  return visit.page({
    title: t('codes.title'),
    section: 'survey',
    islands: ['print.island'],
    body: (
      <>
        <PageHeading
          title={t('codes.title')}
          lead={t(open.length > 0 ? 'codes.lead' : 'codes.nobody')}
          meta={[<a href={paths.surveySelf(round.roundId)}>{t('back')}</a>]}
        />
        <WayDone lang={lang} done={visit.c.req.query('klart')} />
        {open.length > 0 && (
          <>
            <p class="no-print soft">{t('blank.menu')}</p>
            <PrintButton>{t('blank.print')}</PrintButton>
            <ul class="answer-slips">
              {open.map((person) => (
                <li>
                  <CodeSlip
                    lang={lang}
                    address={`${origin}${paths.answer}`}
                    code={codeOfLink(secret, viewer.associationId, person.open.linkId)}
                    person={person.code}
                    until={dayOf(lang, person.open)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  })
}

export const ownAnswerRoutes = (answers: Answers): Route[] => [
  {
    method: 'get',
    path: paths.surveySelf(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => listPage(visit),
  },
  {
    method: 'get',
    path: paths.surveySelfCodes(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => slipsPage(visit, answers),
  },
  {
    method: 'post',
    path: paths.surveySelfCodes(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    async handle(visit) {
      const id = visit.c.req.param('id') ?? ''
      const sent = await visit.submit(async () => {
        const made = await makeCodes(visit, answers.secret, id)
        return made.ok ? ok(`${paths.surveySelfCodes(id)}?klart=koder`) : made
      })
      return 'done' in sent ? sent.done : listPage(visit, sent.refused)
    },
  },
]
