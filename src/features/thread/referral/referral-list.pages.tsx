import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choice.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { EmptyState } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { CASE_ROLES, mainUnit, type Route, type Viewer, type Visit } from '../../access/public.ts'
import { pageOf } from '../participant.ts'
import { ReferralTag } from '../standing.view.tsx'
import { referralTexts } from '../texts/referral.ts'
import { isWaiting, type Side, waitingDays } from './referral.ts'
import { nextLine } from './referral.view.tsx'
import {
  countReferrals,
  type ListedReferral,
  listReferrals,
  REFERRAL_GROUPS,
  REFERRALS_PER_PAGE,
  type ReferralFilter,
} from './referral-list.queries.ts'

const SIDE_SLUG = { receiver: 'till', sender: 'fran' } as const
const GROUP_SLUG = { open: 'pagar', done: 'klara', all: 'alla' } as const

/** Which of the viewer's units take people in. */
export const teamsOf = (viewer: Viewer): number[] => [
  ...new Set(viewer.roles.filter((held) => held.unitKind === 'team').map((held) => held.unitId)),
]

/** A team begins with what is sent to it, everyone else with what they have sent. */
function filterOf(visit: Visit): ReferralFilter {
  const query = (name: string) => visit.c.req.query(name)
  const first: Side = mainUnit(visit.viewer)?.unitKind === 'team' ? 'receiver' : 'sender'
  const side = query('vy') === SIDE_SLUG.receiver ? 'receiver' : query('vy') === SIDE_SLUG.sender ? 'sender' : first
  const group = REFERRAL_GROUPS.find((one) => GROUP_SLUG[one] === query('lage')) ?? 'open'
  return { side, group, mine: side === 'sender' && query('mina') === 'ja', page: pageOf(query('sida')) }
}

export function addressOf({
  side,
  group = 'open',
  mine = false,
  page = 1,
}: Partial<ReferralFilter> & { side: Side }): string {
  const query = new URLSearchParams({ vy: SIDE_SLUG[side] })
  if (group !== 'open') query.set('lage', GROUP_SLUG[group])
  if (mine) query.set('mina', 'ja')
  if (page > 1) query.set('sida', String(page))
  return `${paths.referrals}?${query}`
}

function columnsOf({ lang, today }: Visit, side: Side): Column<ListedReferral>[] {
  const t = referralTexts(lang)
  const nameIn = (row: ListedReferral): Text =>
    row.caseNumber === null ? t('letGo') : row.protected ? t('protected') : <Bdi>{row.name}</Bdi>
  const wait = (row: ListedReferral): Text => {
    const days = waitingDays(row, today)
    return days === undefined ? '–' : t('days', { days })
  }
  const other = (row: ListedReferral) => (side === 'receiver' ? row.fromName : row.toName)
  return [
    {
      heading: t('col.person'),
      header: true,
      cell: (row) => (
        <>
          <a href={paths.referral(row.referralId)}>{nameIn(row)}</a>
          <span class="soft cell-line referral-person">
            {row.caseNumber && (
              <>
                <Bdi whole>{row.caseNumber}</Bdi>
                {other(row) && ' · '}
              </>
            )}
            {other(row) && t.parts(side === 'receiver' ? 'from' : 'to', { unit: <Bdi>{other(row)}</Bdi> })}
          </span>
        </>
      ),
    },
    {
      heading: t('col.state'),
      cell: (row) => <ReferralTag lang={lang} of={row} />,
    },
    {
      heading: t('col.waiting'),
      cell: (row) => (
        <>
          {isWaiting(row) ? <strong>{wait(row)}</strong> : wait(row)}
          {row.sentOn && (
            <span class="soft cell-line referral-day">
              <Bdi>{formatDay(lang, row.sentOn)}</Bdi>
            </span>
          )}
        </>
      ),
    },
    { heading: t('col.next'), cell: (row) => nextLine(lang, row) },
    {
      heading: t('col.contact'),
      cell: (row) => (
        <span class="referral-day">
          <Bdi>{row.contactName}</Bdi>
        </span>
      ),
    },
  ]
}

/** The ways between what is sent to us, what we have sent, and the queue. */
export function ReferralTabs({
  visit,
  here,
  undecided,
}: {
  visit: Visit
  here: Side | 'queue'
  undecided?: number | undefined
}) {
  const t = referralTexts(visit.lang)
  if (teamsOf(visit.viewer).length === 0) return null
  return (
    <Tabs
      label={t('tab.label')}
      items={[
        {
          href: addressOf({ side: 'receiver' }),
          text: t('tab.receiver'),
          current: here === 'receiver',
          ...(undecided ? { count: undecided } : {}),
        },
        { href: paths.queue, text: t('tab.queue'), current: here === 'queue' },
        { href: addressOf({ side: 'sender' }), text: t('tab.sender'), current: here === 'sender' },
      ]}
    />
  )
}

async function listPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, today } = visit
  const t = referralTexts(lang)
  const filter = filterOf(visit)
  const rows = await listReferrals(tx, viewer, filter, today)
  // The last page may have emptied since its link was made.
  if (rows.length === 0 && filter.page > 1) return visit.c.redirect(addressOf({ ...filter, page: 1 }), 303)
  const counts = await countReferrals(tx, viewer, filter, today)
  await visit.saw({ threadIds: [...new Set(rows.map((row) => row.threadId))] })
  const total = counts[filter.group]
  const untouched = filter.group === 'open' && !filter.mine
  return visit.page({
    title: t('list.title'),
    section: 'referrals',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t('list.title')}
          actions={
            <Button href={paths.newReferral} icon="plus">
              {t('list.new')}
            </Button>
          }
        />
        <ReferralTabs
          visit={visit}
          here={filter.side}
          undecided={filter.side === 'receiver' ? counts.undecided : undefined}
        />
        <FilterBar
          action={paths.referrals}
          label={t('filter.label')}
          submitText={t('filter')}
          hidden={{ vy: SIDE_SLUG[filter.side] }}
        >
          <SelectField
            name="lage"
            label={t('group.label')}
            value={GROUP_SLUG[filter.group]}
            options={REFERRAL_GROUPS.map((group) => ({
              value: GROUP_SLUG[group],
              label: `${t(`group.${group}`)} (${counts[group]})`,
            }))}
          />
          {filter.side === 'sender' && (
            <SelectField
              name="mina"
              label={t('mine')}
              value={filter.mine ? 'ja' : 'alla'}
              options={[
                { value: 'alla', label: t('mine.all') },
                { value: 'ja', label: t('mine.yes') },
              ]}
            />
          )}
        </FilterBar>
        {total === 0 ? (
          <EmptyState
            title={t(untouched ? `empty.${filter.side}` : 'empty.filtered')}
            actions={
              untouched &&
              filter.side === 'sender' && (
                <Button href={paths.newReferral} variant="secondary">
                  {t('list.new')}
                </Button>
              )
            }
          />
        ) : (
          <Table
            caption={t('caption', { count: total })}
            rows={rows}
            empty={t('empty.filtered')}
            columns={columnsOf(visit, filter.side)}
          />
        )}
        <Pagination
          label={t('pages')}
          page={filter.page}
          pages={Math.max(1, Math.ceil(total / REFERRALS_PER_PAGE))}
          href={(page) => addressOf({ ...filter, page })}
          previousText={t('previous')}
          nextText={t('following')}
          pageText={(page) => t('page', { page })}
        />
      </>
    ),
  })
}

/** Referrals of the viewer's units: sent to them, and sent by them. */
export const referralListRoutes: Route[] = [
  { method: 'get', path: paths.referrals, guard: CASE_ROLES, audit: 'list', handle: listPage },
]
