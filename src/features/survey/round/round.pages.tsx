import { paths } from '../../../paths.ts'
import { versionIn } from '../../../platform/form/version.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card, Columns, Stack } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, Heading } from '../../../ui/inline.tsx'
import { EmptyState, Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, hasRole, meetsParticipants, type Route, type Visit } from '../../access/public.ts'
import { jointsOf } from '../joint/joint.queries.ts'
import { JointTable } from '../joint/joint.view.tsx'
import { type SavedReport, savedReports } from '../report/saved-report.queries.ts'
import { SavedTable } from '../report/saved-report.view.tsx'
import { checkPageTexts } from '../texts/check-page.ts'
import { jointTexts } from '../texts/joint.ts'
import { monthTexts } from '../texts/month.ts'
import { type RoundWord, roundTexts } from '../texts/round.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { wayTexts } from '../texts/way.ts'
import { hiddenOf } from './form-keys.ts'
import { ownLists } from './list.queries.ts'
import { moveRound, removeRound } from './round.commands.ts'
import { ledUnits, progressOf, progressOfAll, ratersOf, roundOf, roundsOf } from './round.queries.ts'
import { leftOf, may, NO_PROGRESS, type RaterProgress, type Round, type RoundCounts, sumOf } from './round.ts'
import { listName, monthName, RaterTable, RoundProgress, RoundTable, StateTag } from './round.view.tsx'

/** What the address says has just been done, and its words. */
const DONE: Readonly<Record<string, RoundWord>> = {
  skapad: 'done.made',
  andrad: 'done.changed',
  oppnad: 'done.opened',
  avslutad: 'done.closed',
  aterstartad: 'done.reopened',
  borttagen: 'done.removed',
  tillagda: 'done.added',
  fordelade: 'done.handed',
  uttagen: 'done.personRemoved',
  skattad: 'done.rated',
  allt: 'done.all',
  tillbaka: 'done.withdrawn',
}

export const DoneNotice = ({ visit }: { visit: Visit }) => {
  const word = DONE[visit.c.req.query('klart') ?? '']
  return word ? (
    <Notice tone="ok" live="status">
      <p>{roundTexts(visit.lang)(word)}</p>
    </Notice>
  ) : null
}

async function listPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang } = visit
  const t = roundTexts(lang)
  const staff = meetsParticipants(viewer)
  const [rounds, led] = staff ? await Promise.all([roundsOf(tx, viewer), ledUnits(tx)]) : [[], []]
  const progress = await progressOfAll(
    tx,
    rounds.map(({ roundId }) => roundId),
  )
  const listed = rounds.map((round) => ({
    round,
    unitName: viewer.roles.find(({ unitId }) => unitId === round.unitId)?.unitName ?? '',
    progress: progress.get(round.roundId) ?? NO_PROGRESS,
  }))
  const reports = await savedReports(tx, viewer)
  const joints = led.length > 0 ? await jointsOf(tx, viewer, led) : []
  const make = led.length > 0 && (
    <Button href={paths.surveyNew} icon="plus">
      {t('new')}
    </Button>
  )
  return visit.page({
    title: t('title'),
    section: 'survey',
    wide: true,
    body: (
      <>
        <PageHeading title={t('title')} lead={t('lead')} actions={listed.length > 0 ? make || undefined : undefined} />
        <DoneNotice visit={visit} />
        {listed.length === 0 && !staff && reports.length > 0 ? null : listed.length > 0 ? (
          <RoundTable lang={lang} rounds={listed} caption={t('rounds')} />
        ) : (
          <EmptyState title={t('none')} level={2} actions={make || undefined}>
            <p>{t(led.length > 0 ? 'none.lead' : staff ? 'none.rater' : 'none.outside')}</p>
          </EmptyState>
        )}
        {joints.length > 0 && (
          <>
            <Heading level={2}>{jointTexts(lang)('title')}</Heading>
            <JointTable lang={lang} joints={joints} />
          </>
        )}
        {led.length > 0 && rounds.length > 0 && (
          <p>
            <a href={paths.surveyJointNew}>{jointTexts(lang)('new')}</a>
          </p>
        )}
        {reports.length > 0 && (
          <>
            <Heading level={2}>{roundReportTexts(lang)('saved.title')}</Heading>
            <SavedTable lang={lang} reports={reports} />
            <p>
              <a href={paths.surveySeries}>{monthTexts(lang)('series.title')}</a>
            </p>
          </>
        )}
        {led.length > 0 && (
          <p>
            <a href={paths.surveyMonths}>{monthTexts(lang)('title')}</a>
          </p>
        )}
        <p>
          <a href={paths.surveyCheck}>{checkPageTexts(lang)('title')}</a>
        </p>
      </>
    ),
  })
}

/** Why something could not be done now; undefined where nothing is to be said. */
const refusalWord = (refusal: Refusal | undefined): RoundWord | undefined => {
  if (refusal?.kind === 'stale') return 'refused.stale'
  return refusal?.kind === 'conflict' ? (`refused.${refusal.reason}` as RoundWord) : undefined
}

/** A round for those who work in its unit. */
export async function roundPage(visit: Visit, refusal?: Refusal): Promise<Response> {
  const { tx, viewer, lang } = visit
  const round = await roundOf(tx, viewer, visit.c.req.param('id') ?? '')
  if (!round || refusal?.kind === 'not-found' || refusal?.kind === 'not-allowed') return visit.notFound()
  const t = roundTexts(lang)
  const [progress, raters, led, lists, reports] = await Promise.all([
    progressOf(tx, round.roundId),
    ratersOf(tx, round.unitId),
    ledUnits(tx),
    ownLists(tx, viewer),
    round.deletedOn ? savedReports(tx, viewer, round.roundId) : [],
  ])
  const leads = led.includes(round.unitId)
  const sum = sumOf(progress)
  const said = refusalWord(refusal)
  const unitName = viewer.roles.find(({ unitId }) => unitId === round.unitId)?.unitName ?? ''
  return visit.page({
    title: t('named', { month: monthName(lang, round) }),
    section: 'survey',
    wide: true,
    ...(refusal ? { status: 409 as const } : {}),
    body: (
      <>
        {said && (
          <Notice tone="attention" live="alert">
            <p>{t(said)}</p>
          </Notice>
        )}
        <PageHeading
          title={t.parts('named', { month: <Bdi>{monthName(lang, round)}</Bdi> })}
          meta={[
            <Bdi>{unitName}</Bdi>,
            <StateTag lang={lang} round={round} />,
            <a href={paths.surveys}>{t('back')}</a>,
          ]}
        />
        <DoneNotice visit={visit} />
        <Columns split="main-aside">
          <Stack>
            {round.deletedOn ? (
              <DeletedCard visit={visit} round={round} reports={reports} />
            ) : (
              <NextCard visit={visit} round={round} progress={progress} leads={leads} />
            )}
            {!round.deletedOn && (
              <RaterTable
                lang={lang}
                progress={progress}
                raters={raters}
                self={round.selfRating}
                {...(leads
                  ? { href: (id: string | null) => `${paths.surveyPeople(round.roundId)}?handlaggare=${id ?? 'ingen'}` }
                  : {})}
              />
            )}
          </Stack>
          <Stack>
            <Card title={t('facts')} level={2}>
              <RoundFacts visit={visit} round={round} sum={sum} list={listName(lang, round.reasonList, lists)} />
              {leads && may('change', round) && <a href={paths.surveyChange(round.roundId)}>{t('change')}</a>}
            </Card>
            {leads && <RoundMoves visit={visit} round={round} sum={sum} />}
          </Stack>
        </Columns>
      </>
    ),
  })
}

/** The ratings are gone by rule; what was saved of them is here. */
const DeletedCard = ({ visit, round, reports }: { visit: Visit; round: Round; reports: readonly SavedReport[] }) => {
  const { lang } = visit
  const t = roundTexts(lang)
  return (
    <Card tone="first">
      <p>{t.parts('deleted.text', { day: <Bdi>{formatDay(lang, round.deletedOn!)}</Bdi> })}</p>
      {reports.length > 0 && <SavedTable lang={lang} reports={reports} />}
    </Card>
  )
}

/** What is to be done now, and by whom. */
const NextCard = (props: { visit: Visit; round: Round; progress: readonly RaterProgress[]; leads: boolean }) => {
  const { visit, round, progress, leads } = props
  const { lang, viewer } = visit
  const t = roundTexts(lang)
  const sum = sumOf(progress)
  const own = progress.find(({ raterId }) => raterId === viewer.userId)
  const free = leads ? progress.find(({ raterId }) => raterId === null) : undefined
  const left = (own ? leftOf(own) : 0) + (free ? leftOf(free) : 0)
  const word =
    round.state === 'draft' ? (sum.people === 0 ? 'next.draft.empty' : 'next.draft') : (`next.${round.state}` as const)
  return (
    <Card tone="first">
      <RoundProgress lang={lang} sum={sum} />
      {sum.skipped > 0 && <p>{t('progress.skipped', { count: sum.skipped })}</p>}
      {leads && <p>{t(word)}</p>}
      {may('rate', round) && <p>{t('rate.left', { count: left })}</p>}
      <Actions>
        {may('rate', round) && left > 0 && <Button href={paths.surveyNext(round.roundId)}>{t('rateNext')}</Button>}
        {leads && sum.rated > 0 && (
          <Button href={paths.surveyReport(round.roundId)} variant={round.state === 'closed' ? 'primary' : 'secondary'}>
            {roundReportTexts(lang)('open')}
          </Button>
        )}
        {leads && may('add', round) && (
          <Button
            href={paths.surveyAdd(round.roundId)}
            variant={sum.people === 0 ? 'primary' : 'secondary'}
            icon="plus"
          >
            {t('people.add')}
          </Button>
        )}
        {leads && may('hand-out', round) && sum.people > 0 && (
          <Button href={paths.surveyHandOut(round.roundId)} variant="secondary">
            {t('people.handOut')}
          </Button>
        )}
        {(leads || own) && sum.people > 0 && (
          <Button href={paths.surveyPeople(round.roundId)} variant="tertiary">
            {t(leads ? 'people' : 'people.own')}
          </Button>
        )}
        {(leads || own) && sum.people > 0 && round.selfRating && (
          <Button href={paths.surveySelf(round.roundId)} variant="tertiary">
            {wayTexts(lang)('open')}
          </Button>
        )}
      </Actions>
    </Card>
  )
}

const RoundFacts = (props: { visit: Visit; round: Round; sum: RoundCounts; list: string }) => {
  const { visit, round, sum, list } = props
  const { lang } = visit
  const t = roundTexts(lang)
  return (
    <DescriptionList
      layout="stack"
      items={[
        { term: t('fact.list'), description: list },
        { term: t('fact.barriers'), description: t('fact.barriers.standard') },
        { term: t('fact.definitions'), description: t(`fact.definitions.${round.definitions ? 'given' : 'own'}`) },
        {
          term: t('fact.self'),
          description: round.deletedOn
            ? '–'
            : round.selfRating
              ? t('progress.self', { count: sum.selfDone })
              : t('fact.self.no'),
        },
        ...(round.openedOn
          ? [{ term: t('fact.opened'), description: <Bdi>{formatDay(lang, round.openedOn)}</Bdi> }]
          : []),
        ...(round.closedOn
          ? [{ term: t('fact.closed'), description: <Bdi>{formatDay(lang, round.closedOn)}</Bdi> }]
          : []),
        {
          term: t(round.deletedOn ? 'fact.deleted' : 'fact.delete'),
          description: (
            <>
              <Bdi>{formatDay(lang, round.deletedOn ?? round.deleteOn)}</Bdi>
              {!round.deletedOn && <div class="soft">{t('fact.delete.rule')}</div>}
            </>
          ),
        },
      ]}
    />
  )
}

const MOVES = ['open', 'close', 'reopen', 'remove'] as const
type Move = (typeof MOVES)[number]

/** What the leader can do with the round as a whole; each asked about before it is done, but opening. */
const RoundMoves = ({ visit, round, sum }: { visit: Visit; round: Round; sum: RoundCounts }) => {
  const t = roundTexts(visit.lang)
  const form = (action: Move, variant: 'primary' | 'secondary' | 'danger', reason?: string) => (
    <Form action={paths.surveyMove(round.roundId, action)} hidden={hiddenOf(visit, round.version)}>
      <Button variant={variant} {...(reason ? { disabledReason: reason } : {})}>
        {t(`act.${action}`)}
      </Button>
    </Form>
  )
  const asked = (action: 'close' | 'reopen' | 'remove') =>
    may(action, round) && (
      <Details summary={t(`act.${action}`)}>
        <p>{action === 'close' ? t('act.close.text', { left: leftOf(sum) }) : t(`act.${action}.text`)}</p>
        {form(action, action === 'remove' ? 'danger' : 'secondary')}
      </Details>
    )
  return (
    <Stack>
      {may('open', round) && form('open', 'primary', sum.people === 0 ? t('refused.nobody') : undefined)}
      {asked('close')}
      {asked('reopen')}
      {asked('remove')}
    </Stack>
  )
}

const DONE_WORD: Record<Move, string> = {
  open: 'oppnad',
  close: 'avslutad',
  reopen: 'aterstartad',
  remove: 'borttagen',
}

async function move(visit: Visit): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const action = MOVES.find((one) => one === visit.c.req.param('action'))
  if (!action) return visit.notFound()
  const version = versionIn(visit.form)
  const sent = await visit.submit(async () => {
    const moved =
      action === 'remove' ? await removeRound(visit, id, version) : await moveRound(visit, id, version, action)
    if (!moved.ok) return moved
    return ok(`${action === 'remove' ? paths.surveys : paths.survey(id)}?klart=${DONE_WORD[action]}`)
  })
  return 'done' in sent ? sent.done : roundPage(visit, sent.refused)
}

export const roundRoutes: Route[] = [
  {
    method: 'get',
    path: paths.surveys,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) =>
      meetsParticipants(visit.viewer) || hasRole(visit.viewer, 'association_head', 'administrator')
        ? listPage(visit)
        : visit.notFound(),
  },
  { method: 'get', path: paths.survey(':id'), guard: CASE_ROLES, audit: 'none', handle: (visit) => roundPage(visit) },
  { method: 'post', path: paths.surveyMove(':id', ':action'), guard: CASE_ROLES, audit: 'change', handle: move },
]
