import { paths } from '../../paths.ts'
import { versionIn } from '../../platform/form/version.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, CardGrid, Columns, Stack } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Notice, Tag } from '../../ui/status.tsx'
import { meetsParticipants, type Route, type Visit } from '../access/public.ts'
import { authorityName, unitName } from './body.ts'
import { mayWrite } from './entry.access.ts'
import { verifyEntry } from './entry.commands.ts'
import { bodiesOf, loadBeside, loadEntry } from './entry.queries.ts'
import type { Entry, EntryLink } from './entry.ts'
import {
  About,
  CallCard,
  FactCard,
  forWhom,
  HiddenTag,
  howItWorks,
  LinkList,
  ReferCard,
  RoomCard,
  verifiedText,
  WhereAndWhen,
} from './entry.view.tsx'
import { inwardOf, noteBetween, onwardOf, parallelOf } from './entry-link.ts'
import { FreshTag } from './entry-list.view.tsx'
import { DoneNotice, FreshNotice, HistoryList, UnreadNotice } from './entry-state.view.tsx'
import { historyOf } from './history.queries.ts'
import type { MeasuresOf, RunningOf } from './measure.ts'
import { reviewsDue } from './review/review.queries.ts'
import { inRound } from './review/review.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'
import { mapTexts } from './texts/map.ts'

const STATUS_TONE = {
  planned: 'info',
  active: 'ok',
  paused: 'attention',
  closed: 'neutral',
  removed: 'neutral',
} as const
/** How much of the history stands on the page itself. */
const LATEST = 4

const BackLink = ({ href, children }: { href: string; children: string }) => (
  <p class="back-link no-print">
    <a href={href}>
      <Icon name="arrow" />
      <span>{children}</span>
    </a>
  </p>
)

export type EntryPorts = { measures: MeasuresOf; running: RunningOf }

async function entryPage(visit: Visit, ports: EntryPorts, refused?: string) {
  const { tx, viewer, lang, today, c } = visit
  const entryId = c.req.param('id') ?? ''
  if (!isUuid(entryId)) return visit.notFound()
  const [entry, bodies, measures, history, running] = await Promise.all([
    loadEntry(tx, viewer, entryId),
    bodiesOf(tx),
    ports.measures(tx, today),
    historyOf(tx, viewer, entryId, LATEST + 1),
    ports.running(tx, entryId, today),
  ])
  if (!entry || entry.status === 'removed') return visit.notFound()
  const all = await loadBeside(tx, viewer, entry)
  const t = entryTexts(lang)
  const codes = codeTexts(lang)
  const named = (ids: readonly string[]): Entry[] => all.filter((one) => ids.includes(one.entryId))
  const provider = all.find((one) => one.entryId === entry.providerId)
  const provides = all.filter((one) => one.providerId === entryId && one.status !== 'closed')
  const mine = mayWrite(viewer, entry)
  const done = c.req.query('klart')
  const due = done && mine ? await reviewsDue(tx, viewer) : []
  const next = due.find(({ authorityId }) => authorityId === inRound(entry))
  const keys = visit.keys()
  const checkedBy = history.find((event) => event.snapshot.verifiedOn === entry.verifiedOn)
  const given = { lang, entry, today, measures, running, provider }
  const owner = authorityName(bodies, entry.authorityId) ?? codes('owner.civil')
  const unit = unitName(bodies, entry.unitId)
  return visit.page({
    title: entry.name,
    section: 'map',
    wide: true,
    ...(refused ? { status: 409 as const, failed: true } : {}),
    body: (
      <>
        <BackLink href={paths.map}>{mapTexts(lang)('back')}</BackLink>
        {refused && (
          <Notice tone="danger" live="alert">
            <p>{refused}</p>
          </Notice>
        )}
        <DoneNotice lang={lang} done={done} next={next} />
        <PageHeading
          title={<span dir="auto">{entry.name}</span>}
          meta={[
            <span title={t(`kind.explain.${entry.kind}`)}>{codes(`kind.${entry.kind}`)}</span>,
            ...(provider
              ? [
                  <a href={paths.mapEntry(provider.entryId)}>
                    <Bdi>{provider.name}</Bdi>
                  </a>,
                ]
              : []),
            <Bdi>{owner}</Bdi>,
            ...(unit ? [<Bdi>{unit}</Bdi>] : []),
          ]}
          actions={
            mine && (
              <>
                <Button href={paths.mapStatus(entryId)} variant="tertiary">
                  {t('status')}
                </Button>
                <Button href={paths.mapChange(entryId)} variant="secondary" icon="pen">
                  {t('change')}
                </Button>
              </>
            )
          }
        />
        <p class="map-tags">
          {entry.status !== 'active' && <Tag tone={STATUS_TONE[entry.status]}>{codes(`status.${entry.status}`)}</Tag>}{' '}
          <HiddenTag lang={lang} entry={entry} /> <FreshTag lang={lang} entry={entry} today={today} />{' '}
          <span class="soft">{verifiedText(lang, entry, checkedBy?.actor ?? undefined)}</span>
        </p>
        <FreshNotice lang={lang} entry={entry} today={today} mine={mine} keys={keys} />
        {mine && <UnreadNotice lang={lang} entry={entry} />}
        {entry.kind === 'provider' ? (
          <Columns>
            <Card title={t('provides')}>
              {provides.length === 0 ? <p>{t('provides.none')}</p> : <LinkRows entries={provides} />}
            </Card>
            <CallCard {...given} />
          </Columns>
        ) : (
          <CardGrid lead>
            <RoomCard {...given} />
            <ReferCard {...given} refers={meetsParticipants(viewer)} />
            <CallCard {...given} />
          </CardGrid>
        )}
        <Columns>
          <Stack>
            <About {...given} />
            {entry.kind !== 'provider' && <FactCard title={t('for')} items={forWhom(given)} />}
            <FactCard title={t('how')} items={howItWorks(given)} />
          </Stack>
          <Stack>
            {(entry.places.length > 0 || entry.openings.length > 0) && (
              <Card title={t('where')}>
                <WhereAndWhen {...given} />
              </Card>
            )}
            {entry.kind !== 'provider' && <Ways all={all} entry={entry} named={named} lang={lang} />}
            <Card title={t('history')} tone="sunk">
              <HistoryList lang={lang} events={history.slice(0, LATEST)} />
              {history.length > LATEST && (
                <Actions>
                  <a href={paths.mapHistory(entryId)}>{t('history.all')}</a>
                </Actions>
              )}
            </Card>
          </Stack>
        </Columns>
      </>
    ),
  })
}

const LinkRows = ({ entries }: { entries: readonly Entry[] }) => (
  <ul>
    {entries.map((one) => (
      <li>
        <a href={paths.mapEntry(one.entryId)}>
          <Bdi>{one.name}</Bdi>
        </a>
      </li>
    ))}
  </ul>
)

/** Where one comes from, where one goes, what runs at the same time. */
function Ways({
  all,
  entry,
  named,
  lang,
}: {
  all: readonly Entry[]
  entry: Entry
  named: (ids: readonly string[]) => Entry[]
  lang: Visit['lang']
}) {
  const t = entryTexts(lang)
  const [from, to, beside] = [
    named(inwardOf(all, entry.entryId)),
    named(onwardOf(entry)),
    named(parallelOf(all, entry)),
  ]
  if (from.length + to.length + beside.length === 0) return null
  const noteOf = (kind: EntryLink['kind']) => (other: Entry) => noteBetween(entry, other, kind)
  return (
    <Card title={t('ways')}>
      <LinkList title={t('ways.from')} entries={from} note={noteOf('onward')} />
      <LinkList title={t('ways.to')} entries={to} note={noteOf('onward')} />
      <LinkList title={t('ways.parallel')} entries={beside} note={noteOf('parallel')} />
    </Card>
  )
}

async function historyPage(visit: Visit) {
  const { tx, viewer, lang, c } = visit
  const entryId = c.req.param('id') ?? ''
  if (!isUuid(entryId)) return visit.notFound()
  const events = await historyOf(tx, viewer, entryId)
  const latest = events[0]
  if (!latest || latest.snapshot.status === 'removed') return visit.notFound()
  const t = entryTexts(lang)
  return visit.page({
    title: `${t('history')}: ${latest.snapshot.name}`,
    section: 'map',
    narrow: true,
    body: (
      <>
        <BackLink href={paths.mapEntry(entryId)}>{latest.snapshot.name}</BackLink>
        <PageHeading title={t('history')} lead={<span dir="auto">{latest.snapshot.name}</span>} />
        <HistoryList lang={lang} events={events} />
      </>
    ),
  })
}

async function verify(visit: Visit, ports: EntryPorts) {
  const entryId = visit.c.req.param('id') ?? ''
  if (!isUuid(entryId)) return visit.notFound()
  const sent = await visit.submit(async () => {
    const done = await verifyEntry(visit, entryId, versionIn(visit.form))
    return done.ok ? ok(`${paths.mapEntry(entryId)}?klart=verified`) : done
  })
  if ('done' in sent) return sent.done
  const { refused } = sent
  if (refused.kind === 'not-found') return visit.notFound()
  const t = entryTexts(visit.lang)
  return entryPage(visit, ports, t(refused.kind === 'stale' ? 'refused.stale' : 'refused.notYours'))
}

/** One entry, what has happened to it, and saying that it is right. */
export const entryRoutes = (ports: EntryPorts): Route[] => [
  {
    method: 'get',
    path: paths.mapEntry(':id'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => entryPage(visit, ports),
  },
  {
    method: 'get',
    path: paths.mapHistory(':id'),
    guard: 'signed-in',
    audit: 'none',
    handle: historyPage,
  },
  {
    method: 'post',
    path: paths.mapVerify(':id'),
    guard: 'signed-in',
    audit: 'change',
    handle: (visit) => verify(visit, ports),
  },
]
