import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { commaOf } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card, Stack } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { EmptyState, Notice } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { authorityName, type MapBodies } from '../body.ts'
import { isKeeper, mayWrite, mayWriteSomething } from '../entry.access.ts'
import { bodiesOf, loadMap } from '../entry.queries.ts'
import { verifiedText } from '../entry.view.tsx'
import { MapTabs } from '../map.view.tsx'
import type { MeasuresOf, UsesOf } from '../measure.ts'
import { setMapPublic } from '../open-map.commands.ts'
import { mapIsPublic } from '../open-map.queries.ts'
import { codeTexts } from '../texts/code.ts'
import { entryFormTexts } from '../texts/entry-form.ts'
import { qualityTexts } from '../texts/quality.ts'
import { askAgain, sayApart } from './pair.commands.ts'
import { saidPairs } from './pair.queries.ts'
import { saidApart } from './pair.ts'
import { EntryLink, PairAnswer, SaidApart } from './pair.view.tsx'
import { type Finding, findingsOf, QUALITY_PROBLEMS, type QualityProblem } from './quality.ts'

export type QualityPorts = { measures: MeasuresOf; uses: UsesOf }

/** How many of a problem stand on the page of all problems; the rest is behind a link. */
const FIRST = 10

const problemHref = (problem: QualityProblem): string => `${paths.mapQuality}?visa=${problem}`

/** Problems whose name does not say everything. */
const SAYS_WHY: readonly QualityProblem[] = ['unverified', 'mixedKind', 'double', 'usedButFull', 'unread']

/** Why an entry is on the list, beyond the name of the problem. */
function why(lang: Lang, { problem, entry, doubt, other, reasons, times }: Finding): Child {
  const t = qualityTexts(lang)
  if (doubt) return t(`doubt.${doubt}`)
  if (other)
    return (
      <>
        {t.parts('like', { name: <EntryLink entry={other} /> })}{' '}
        <span class="soft">
          ({reasons?.map((reason) => entryFormTexts(lang)(`double.${reason}`)).join(commaOf(lang))})
        </span>
      </>
    )
  if (problem === 'unverified') return verifiedText(lang, entry, undefined) ?? codeTexts(lang)('fresh.never')
  if (problem === 'usedButFull') return times ? t('times', { count: times }) : t('times.few')
  if (problem === 'unread') return <span dir="auto">{Object.keys(entry.unread).join(', ')}</span>
  return codeTexts(lang)(`kind.${entry.kind}`)
}

function ProblemTable({
  lang,
  problem,
  findings,
  bodies,
  all,
  keys,
}: {
  lang: Lang
  problem: QualityProblem
  findings: readonly Finding[]
  bodies: MapBodies
  all: boolean
  keys: Visit['keys']
}) {
  const t = qualityTexts(lang)
  const shown = all ? findings : findings.slice(0, FIRST)
  return (
    <section>
      <Table
        caption={t('caption', { problem: t(problem), count: findings.length })}
        rows={shown}
        empty={t('good')}
        columns={[
          { heading: t('col.entry'), header: true, cell: ({ entry }) => <EntryLink entry={entry} /> },
          {
            heading: t('col.owner'),
            cell: ({ entry }) => (
              <Bdi>{authorityName(bodies, entry.authorityId) ?? codeTexts(lang)('owner.civil')}</Bdi>
            ),
          },
          {
            heading: SAYS_WHY.includes(problem) ? t('col.why') : entryFormTexts(lang)('fact.kind'),
            cell: (finding) => why(lang, finding),
          },
          ...(problem === 'double'
            ? [
                {
                  heading: t('col.do'),
                  cell: ({ entry, other }: Finding) =>
                    other && <PairAnswer lang={lang} a={entry} b={other} apart keys={keys} />,
                },
              ]
            : []),
        ]}
      />
      <p class="soft">{t(`${problem}.text`)}</p>
      {shown.length < findings.length && (
        <p>
          <a href={problemHref(problem)}>
            {t('all')}
            <span class="vh">: {t(problem)}</span>
          </a>
        </p>
      )}
    </section>
  )
}

/** What just happened, by the key in the address. */
const DONE = {
  open: 'open.done.open',
  closed: 'open.done.closed',
  apart: 'pair.done.apart',
  again: 'pair.done.again',
} as const

async function qualityPage(visit: Visit, { measures, uses }: QualityPorts) {
  const { tx, viewer, lang, today, c } = visit
  if (!mayWriteSomething(viewer)) return visit.notFound()
  const t = qualityTexts(lang)
  const keeper = isKeeper(viewer)
  const [entries, bodies, measured, used, open, said] = await Promise.all([
    loadMap(tx, viewer),
    bodiesOf(tx),
    measures(tx, today),
    uses(tx, today),
    mapIsPublic(tx),
    saidPairs(tx, viewer),
  ])
  const apart = saidApart(said)
  const all = findingsOf({ entries, bodies, measures: measured, uses: used, today, apart }).filter(
    ({ entry, other }) => mayWrite(viewer, entry) || (other && mayWrite(viewer, other)),
  )
  const of = (problem: QualityProblem) => all.filter((one) => one.problem === problem)
  const one = QUALITY_PROBLEMS.find((problem) => problem === c.req.query('visa'))
  const shown = (one ? [one] : QUALITY_PROBLEMS).filter((problem) => of(problem).length > 0)
  const done = (['open', 'closed', 'apart', 'again'] as const).find((key) => key === c.req.query('klart'))
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]))
  const mine = said.flatMap((one) => {
    const [a, b] = [byId.get(one.entryId), byId.get(one.otherId)]
    return a && b && apart(a, b) && (mayWrite(viewer, a) || mayWrite(viewer, b)) ? [{ a, b, said: one }] : []
  })
  const keys = visit.keys()
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    body: (
      <>
        {done && (
          <Notice tone="ok" live="status">
            <p>{t(DONE[done])}</p>
          </Notice>
        )}
        <PageHeading title={t('title')} lead={keeper ? t('lead') : `${t('lead')} ${t('lead.own')}`} />
        <MapTabs lang={lang} viewer={viewer} current="quality" />
        {all.length === 0 ? (
          <EmptyState title={t('good')}>
            <p>{t('good.text')}</p>
          </EmptyState>
        ) : (
          <>
            <h2 class="vh">{t('figures')}</h2>
            <Facts
              items={QUALITY_PROBLEMS.filter((problem) => of(problem).length > 0).map((problem) => ({
                value: of(problem).length,
                label: t(problem),
                href: problemHref(problem),
              }))}
            />
            <Stack>
              {shown.map((problem) => (
                <ProblemTable
                  lang={lang}
                  problem={problem}
                  findings={of(problem)}
                  bodies={bodies}
                  all={one !== undefined}
                  keys={visit.keys}
                />
              ))}
            </Stack>
            {one && (
              <p>
                <a href={paths.mapQuality}>{t('back')}</a>
              </p>
            )}
          </>
        )}
        {(!one || one === 'double') && <SaidApart lang={lang} pairs={mine} keys={visit.keys} />}
        {keeper && (
          <Card title={t('open.title')}>
            <p>{t(open ? 'open.yes' : 'open.no')}</p>
            <Form action={paths.mapOpen} hidden={{ _token: keys.token, _key: keys.key, open: open ? 'no' : 'yes' }}>
              <Actions>
                <Button variant="secondary" icon={open ? 'lock' : 'globe'}>
                  {t(open ? 'open.close' : 'open.open')}
                </Button>
              </Actions>
            </Form>
          </Card>
        )}
      </>
    ),
  })
}

/** What makes the map hard to rely on, for those who keep it; and the keeper's switch for everybody's sight. */
export const qualityRoutes = (ports: QualityPorts): Route[] => [
  {
    method: 'get',
    path: paths.mapQuality,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => qualityPage(visit, ports),
  },
  {
    method: 'post',
    path: paths.mapPair,
    guard: 'signed-in',
    audit: 'change',
    async handle(visit) {
      const { entry = '', other = '', say } = visit.form
      const sent = await visit.submit(async () => {
        const done = await (say === 'again' ? askAgain : sayApart)(visit, [entry, other])
        return done.ok ? ok(`${paths.mapQuality}?visa=double&klart=${say === 'again' ? 'again' : 'apart'}`) : done
      })
      return 'done' in sent ? sent.done : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.mapOpen,
    guard: 'signed-in',
    audit: 'change',
    async handle(visit) {
      if (!isKeeper(visit.viewer)) return visit.notFound()
      const open = visit.form.open === 'yes'
      const sent = await visit.submit(async () => {
        const set = await setMapPublic(visit, open)
        return set.ok ? ok(`${paths.mapQuality}?klart=${open ? 'open' : 'closed'}`) : set
      })
      return 'done' in sent ? sent.done : visit.notFound()
    },
  },
]
