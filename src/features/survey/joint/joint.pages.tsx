import { paths } from '../../../paths.ts'
import { formatList } from '../../../platform/i18n/format.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Columns, Stack } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { orderOf, waitingOrders } from '../order/order.queries.ts'
import type { Order } from '../order/order.ts'
import { BesideNames } from '../report/report-name.view.tsx'
import { besideReports, jointReport, unitNames } from '../report/saved-report.queries.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { ownLists } from '../round/list.queries.ts'
import { ledUnits } from '../round/round.queries.ts'
import { type JointWord, jointTexts } from '../texts/joint.ts'
import { roundTexts } from '../texts/round.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { answerJoint, endJoint, orderJoint } from './joint.commands.ts'
import { jointOf, partsOf, roundsToRelease } from './joint.queries.ts'
import { JOINT_ANSWERS, type Joint } from './joint.ts'
import { AnswerCard, JointName, JointStateTag, jointName, OrderCard, PartTable } from './joint.view.tsx'

/** What the address says has just been done. */
const DONE: Readonly<Record<string, JointWord>> = {
  tillfragade: 'done.asked',
  yes: 'done.yes',
  no: 'done.no',
  back: 'done.back',
  avslutad: 'done.ended',
}

/** Why the report was not made, in words: beside which reports, because of which units. */
async function refusalWords({ tx, viewer, lang }: Visit, order: Order): Promise<Text> {
  const t = jointTexts(lang)
  const beside = await besideReports(tx, viewer, order.withReports)
  return t.parts(`refused.${order.because}` as JointWord, {
    with: <BesideNames lang={lang} beside={beside} />,
    units: formatList(lang, await unitNames(tx, viewer, order.withUnits)),
  })
}

/** A joint report for those who ask and those who are asked. */
async function jointPage(visit: Visit, refused?: string): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const joint = await jointOf(tx, viewer, c.req.param('id') ?? '')
  if (!joint) return visit.notFound()
  const t = jointTexts(lang)
  const led = await ledUnits(tx)
  const [parts, lists] = [await partsOf(tx, viewer, joint.jointId), await ownLists(tx, viewer)]
  const asks = led.includes(joint.unitId)
  const asking = joint.state === 'asking'
  const mine = asking ? parts.filter(({ unitId }) => led.includes(unitId)) : []
  const rounds = new Map(
    await Promise.all(
      mine.map(async ({ unitId }) => [unitId, await roundsToRelease(tx, unitId, joint.month)] as const),
    ),
  )
  const order = await orderOf(tx, viewer, c.req.query('nekad') ?? '')
  const said = order?.jointId === joint.jointId && order.because ? await refusalWords(visit, order) : undefined
  const problem = refused ? t(`refused.${refused}` as JointWord) : said
  const waiting = asks ? await waitingOrders(tx, viewer, { jointId: joint.jointId }, visit.now) : []
  const done = refused ? undefined : DONE[c.req.query('klart') ?? '']
  return visit.page({
    title: jointName(lang, joint),
    section: 'survey',
    wide: true,
    ...(refused ? { status: 409 as const } : {}),
    body: (
      <>
        {problem && (
          <Notice tone="attention" live="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <PageHeading
          title={<JointName lang={lang} joint={joint} />}
          meta={[
            t.parts('asks', { unit: <Bdi>{joint.unitName}</Bdi> }),
            <JointStateTag lang={lang} state={joint.state} />,
            <a href={paths.surveys}>{roundTexts(lang)('back')}</a>,
          ]}
        />
        {done && (
          <Notice tone="ok" live="status">
            <p>{t(done)}</p>
          </Notice>
        )}
        {!asking && <Outcome visit={visit} joint={joint} report={await jointReport(tx, viewer, joint.jointId)} />}
        {waiting.map(({ orderId }) => (
          <p>
            <a href={paths.surveyOrder(orderId)}>{roundReportTexts(lang)('order.waiting')}</a>
          </p>
        ))}
        <Columns split="main-aside">
          <Stack>
            {mine.map((part) => (
              <AnswerCard
                lang={lang}
                joint={joint}
                part={part}
                rounds={rounds.get(part.unitId) ?? []}
                hidden={hiddenOf(visit)}
              />
            ))}
            <PartTable lang={lang} parts={parts} lists={lists} />
          </Stack>
          <Stack>
            {asks && asking && (
              <>
                <OrderCard
                  lang={lang}
                  joint={joint}
                  parts={parts}
                  rounded={said !== undefined && order?.roundTo !== null}
                  hidden={hiddenOf(visit)}
                />
                <Details summary={t('end')}>
                  <p>{t('end.text')}</p>
                  <Form action={paths.surveyJointEnd(joint.jointId)} hidden={hiddenOf(visit)}>
                    <Button variant="danger">{t('end')}</Button>
                  </Form>
                </Details>
              </>
            )}
          </Stack>
        </Columns>
      </>
    ),
  })
}

/** What came of it: the report, that it was withdrawn, or that there is none. */
const Outcome = (props: { visit: Visit; joint: Joint; report: Awaited<ReturnType<typeof jointReport>> }) => {
  const { visit, joint, report } = props
  const t = jointTexts(visit.lang)
  if (joint.state === 'ended') return <Notice>{t('ended.text')}</Notice>
  const withdrawn = !report || report.withdrawnAt !== null
  return (
    <Notice tone={withdrawn ? 'info' : 'ok'}>
      <p>{t(withdrawn ? 'withdrawn.text' : 'made.text')}</p>
      {report && (
        <p>
          <a href={paths.surveySaved(report.reportId)}>{t('made.link')}</a>
        </p>
      )}
    </Notice>
  )
}

/** Does something with a joint report and goes on at `to`; a refusal stands on its page. */
async function act(visit: Visit, run: (id: string) => Promise<Result<string>>, to: (done: string) => string) {
  const sent = await visit.submit(async () => {
    const done = await run(visit.c.req.param('id') ?? '')
    return done.ok ? ok(to(done.value)) : done
  })
  if ('done' in sent) return sent.done
  return sent.refused.kind === 'conflict' ? jointPage(visit, sent.refused.reason) : visit.notFound()
}

function answer(visit: Visit): Promise<Response> | Response {
  const { form } = visit
  const chosen = JOINT_ANSWERS.find((one) => one === form.answer)
  if (!chosen) return visit.notFound()
  return act(
    visit,
    (id) => answerJoint(visit, id, Number(form.unit), chosen, form.round ?? ''),
    (id) => `${paths.surveyJoint(id)}?klart=${chosen}`,
  )
}

export const jointRoutes: Route[] = [
  {
    method: 'get',
    path: paths.surveyJoint(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => jointPage(visit),
  },
  { method: 'post', path: paths.surveyJointAnswer(':id'), guard: CASE_ROLES, audit: 'change', handle: answer },
  {
    method: 'post',
    path: paths.surveyJointOrder(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) =>
      act(visit, (id) => orderJoint(visit, id, visit.form.figures === 'rounded' ? 5 : undefined), paths.surveyOrder),
  },
  {
    method: 'post',
    path: paths.surveyJointEnd(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) =>
      act(
        visit,
        (id) => endJoint(visit, id),
        (id) => `${paths.surveyJoint(id)}?klart=avslutad`,
      ),
  },
]
