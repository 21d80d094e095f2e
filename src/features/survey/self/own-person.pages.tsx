import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card, Stack } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { roundOf } from '../round/round.queries.ts'
import type { Round } from '../round/round.ts'
import { monthName } from '../round/round.view.tsx'
import { wayTexts } from '../texts/way.ts'
import { codeOfLink, endCodes, makeCode } from './code.commands.ts'
import { howSchema } from './code.schema.ts'
import { type Answers, canAnswer } from './own-answer.pages.tsx'
import { type OwnAnswer, ownAnswersOf, type TypedPaper, typedPaper } from './own-answer.queries.ts'
import { dayOf, WayDone, WayRefused, WrittenCode } from './own-answer.view.tsx'

/** The round and the person of the address, where the viewer may see both. */
export async function ownPerson(visit: Visit): Promise<{ round: Round; person: OwnAnswer } | undefined> {
  const { tx, viewer, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  const personId = c.req.param('person') ?? ''
  if (!round || !isUuid(personId)) return undefined
  const [person] = await ownAnswersOf(tx, viewer, round.roundId, personId)
  return person && { round, person }
}

type Shown = { refusal?: Refusal; missing?: boolean }

/** One person's own answers: how far they have come, a code, paper. What was answered is not here. */
export async function ownPersonPage(visit: Visit, answers: Answers, shown: Shown = {}): Promise<Response> {
  const { lang } = visit
  const found = await ownPerson(visit)
  if (!found || shown.refusal?.kind === 'not-found') return visit.notFound()
  const { round, person } = found
  const t = wayTexts(lang)
  const paper = await typedPaper(visit.tx, visit.viewer, person.personId)
  const title = t('person.title', { code: person.code })
  const problem = formTexts(lang)('problem.choose')
  return visit.page({
    title,
    section: 'survey',
    failed: shown.missing ?? false,
    status: shown.missing ? 422 : shown.refusal ? 409 : 200,
    body: (
      <>
        {shown.missing && (
          <ErrorSummary title={formTexts(lang)('summary', { count: 1 })} errors={[{ name: 'how', text: problem }]} />
        )}
        <WayRefused lang={lang} refusal={shown.refusal} />
        <PageHeading
          title={t.parts('person.title', { code: <Bdi>{person.code}</Bdi> })}
          lead={t(paper ? 'person.paper' : `person.state.${person.selfState}`)}
          meta={[
            <Bdi>{monthName(lang, round)}</Bdi>,
            <a href={paths.surveySelf(round.roundId)}>{t('back')}</a>,
            <a href={paths.survey(round.roundId)}>{t('toRound')}</a>,
          ]}
        />
        <WayDone lang={lang} done={visit.c.req.query('klart')} />
        {canAnswer(round) ? (
          <Stack>
            {person.selfState !== 'done' && (
              <CodeCard visit={visit} answers={answers} {...found} problem={shown.missing ? problem : undefined} />
            )}
            <PaperCard visit={visit} {...found} paper={paper} />
          </Stack>
        ) : (
          <p>{t(round.selfRating ? 'notOpen' : 'off')}</p>
        )}
      </>
    ),
  })
}

type CardProps = { visit: Visit; round: Round; person: OwnAnswer }

const CodeCard = ({
  visit,
  round,
  person,
  answers,
  problem,
}: CardProps & { answers: Answers; problem?: string | undefined }) => {
  const { lang, viewer } = visit
  const t = wayTexts(lang)
  const { open } = person
  const form = (
    <Form action={paths.surveySelfCode(round.roundId, person.personId)} hidden={hiddenOf(visit)}>
      <RadioGroup
        name="how"
        label={t('way.how')}
        value={open?.how ?? 'link'}
        error={problem}
        options={(['link', 'tablet'] as const).map((how) => ({
          value: how,
          label: t(`way.${how}`),
          hint: t(`way.${how}.hint`),
        }))}
      />
      <Button variant={open ? 'secondary' : 'primary'}>{t(open ? 'way.again' : 'way.make')}</Button>
    </Form>
  )
  if (!open) return <Card title={t('way.title')}>{form}</Card>
  const code = codeOfLink(answers.secret, viewer.associationId, open.linkId)
  return (
    <Card title={t('way.title')} tone="first">
      <DescriptionList
        layout="stack"
        items={[
          { term: t('way.code'), description: <WrittenCode code={code} /> },
          { term: t('way.address'), description: <bdi dir="ltr">{`${answers.origin}${paths.answerWith(code)}`}</bdi> },
          { term: t('way.until'), description: <Bdi>{dayOf(lang, open)}</Bdi> },
        ]}
      />
      <p>{t(`way.${open.how}.hint`)}</p>
      <p>{t(open.madeBy === viewer.userId ? 'way.secret' : 'way.other')}</p>
      <Actions>
        <Form action={paths.surveySelfEnd(round.roundId, person.personId)} hidden={hiddenOf(visit)}>
          <Button variant="secondary">{t('way.end')}</Button>
        </Form>
      </Actions>
      <Details summary={t('way.again')} open={problem !== undefined}>
        <p>{t('way.again.text')}</p>
        {form}
      </Details>
    </Card>
  )
}

const PaperCard = ({ visit, round, person, paper }: CardProps & { paper: TypedPaper | undefined }) => {
  const t = wayTexts(visit.lang)
  const taken = person.selfState !== 'none' && !paper
  return (
    <Card title={t('paper.title')}>
      {taken && <p>{t(person.selfState === 'done' ? 'paper.other' : 'paper.taken')}</p>}
      <Actions>
        {!taken && (
          <Button href={paths.surveySelfPaper(round.roundId, person.personId)} variant="secondary">
            {t(paper ? 'paper.correct' : 'paper.enter')}
          </Button>
        )}
        <Button href={`${paths.surveyBlank(round.roundId)}?person=${person.personId}`} variant="tertiary" icon="print">
          {t('paper.print')}
        </Button>
      </Actions>
    </Card>
  )
}

export const ownPersonRoutes = (answers: Answers): Route[] => [
  {
    method: 'get',
    path: paths.surveySelfPerson(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => ownPersonPage(visit, answers),
  },
  {
    method: 'post',
    path: paths.surveySelfCode(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'change',
    async handle(visit) {
      const read = readForm(howSchema, visit.form)
      if (!read.ok) return ownPersonPage(visit, answers, { missing: true })
      const found = await ownPerson(visit)
      if (!found) return visit.notFound()
      const { personId } = found.person
      const sent = await visit.submit(async () => {
        const made = await makeCode(visit, answers.secret, personId, read.value.how)
        return made.ok ? ok(`${paths.surveySelfPerson(made.value, personId)}?klart=kod`) : made
      })
      return 'done' in sent ? sent.done : ownPersonPage(visit, answers, { refusal: sent.refused })
    },
  },
  {
    method: 'post',
    path: paths.surveySelfEnd(':id', ':person'),
    guard: CASE_ROLES,
    audit: 'change',
    async handle(visit) {
      const found = await ownPerson(visit)
      if (!found) return visit.notFound()
      const { personId } = found.person
      const sent = await visit.submit(async () => {
        const ended = await endCodes(visit, personId)
        return ended.ok ? ok(`${paths.surveySelfPerson(ended.value, personId)}?klart=indragen`) : ended
      })
      return 'done' in sent ? sent.done : ownPersonPage(visit, answers, { refusal: sent.refused })
    },
  },
]
