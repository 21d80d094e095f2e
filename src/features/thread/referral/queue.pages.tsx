import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choice.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { EmptyState } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { teamLoads } from '../team-load.queries.ts'
import { queueTexts } from '../texts/queue.ts'
import { queueOfUnit } from './queue.queries.ts'
import { QueueFacts, QueueTable } from './queue.view.tsx'
import { Done } from './referral-form.view.tsx'
import { addressOf, ReferralTabs, teamsOf } from './referral-list.pages.tsx'

const DONE = ['move', 'plan', 'noShow'] as const

/** A team's queue: whose turn it is, how long each has waited, and how full the team is. */
async function queuePage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, today, c } = visit
  const loads = await teamLoads(tx)
  const own = loads.filter((load) => teamsOf(viewer).includes(load.unitId))
  const load = own.find((one) => String(one.unitId) === c.req.query('enhet')) ?? own[0]
  if (!load) return visit.notFound()
  const rows = await queueOfUnit(tx, viewer, load.unitId)
  await visit.saw({ threadIds: rows.map((row) => row.threadId) })
  const t = queueTexts(lang)
  const done = DONE.find((one) => one === c.req.query('klart'))
  const sequential = load.wayOfWorking === 'sequential'
  return visit.page({
    title: t('title', { unit: load.name }),
    section: 'referrals',
    wide: true,
    body: (
      <>
        {done && <Done title={t(`done.${done}`)} />}
        <PageHeading
          title={t.parts('title', { unit: <Bdi>{load.name}</Bdi> })}
          lead={load.wayOfWorking && t(`lead.${load.wayOfWorking}`)}
        />
        <ReferralTabs visit={visit} here="queue" />
        {own.length > 1 && (
          <FilterBar action={paths.queue} label={t('unit')} submitText={t('unit.show')}>
            <SelectField
              name="enhet"
              label={t('unit')}
              value={String(load.unitId)}
              options={own.map((one) => ({ value: String(one.unitId), label: one.name }))}
            />
          </FilterBar>
        )}
        <QueueFacts lang={lang} load={load} />
        {rows.length === 0 ? (
          <EmptyState
            title={t('empty')}
            actions={
              <Button href={addressOf({ side: 'receiver' })} variant="secondary">
                {t('toReferrals')}
              </Button>
            }
          >
            <p>{t('empty.text')}</p>
          </EmptyState>
        ) : (
          <QueueTable rows={rows} lang={lang} today={today} sequential={sequential} />
        )}
      </>
    ),
  })
}

/** The queue of the viewer's team. */
export const queueRoutes: Route[] = [
  { method: 'get', path: paths.queue, guard: CASE_ROLES, audit: 'list', handle: queuePage },
]
