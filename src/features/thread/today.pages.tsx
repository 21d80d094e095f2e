import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import type { Text } from '../../ui/inline.tsx'
import { hasRole, meetsParticipants, type Route, type Visit } from '../access/public.ts'
import { ReviewsDueNotice, reviewsDue } from '../map/public.ts'
import { teamFigures } from './figures.queries.ts'
import { FiguresTable } from './figures.view.tsx'
import { addressOf } from './referral/referral-list.pages.tsx'
import { secrecyDue } from './sharing/secrecy-due.queries.ts'
import { SecrecyDue } from './sharing/secrecy-due.view.tsx'
import { sharedWithViewer } from './sharing/shared-with-you.queries.ts'
import { SharedWithYou } from './sharing/shared-with-you.view.tsx'
import { todayTexts } from './texts/today.ts'
import { deskOf, todayOf } from './today.queries.ts'
import { Mine, Needs, Steps } from './today.view.tsx'
import { Answers, Queue, Sent, ToDecide } from './today-referrals.view.tsx'

/** Threads shown on the page, each once, for the read log. */
const shown = (lists: readonly (readonly { threadId: string }[])[]): string[] => [
  ...new Set(lists.flat().map((row) => row.threadId)),
]

/** What other features ask of whoever meets participants; nothing where they ask nothing. */
export type AlsoAsked = (visit: Visit) => Promise<Text>

async function caseToday(visit: Visit, alsoAsked: AlsoAsked) {
  const { tx, viewer, today, lang } = visit
  const t = todayTexts(lang)
  const desk = deskOf(viewer)
  const [data, due, reviews, shared, asked] = await Promise.all([
    todayOf(tx, viewer, today, desk),
    secrecyDue(tx, viewer, today),
    reviewsDue(tx, viewer),
    sharedWithViewer(tx, viewer),
    alsoAsked(visit),
  ])
  await visit.saw({
    threadIds: shown([
      data.mine,
      data.steps,
      data.withoutStep,
      data.withoutContact,
      data.toDecide,
      data.waiting,
      data.answers,
      data.sent,
      due.glasses,
      due.consents,
      due.lifted,
      shared.people,
    ]),
    shared: shared.people.map((one) => one.threadId),
  })
  const leads = desk === 'leader'
  const inTeam = viewer.roles.some((held) => held.unitKind === 'team')
  const on = { lang, today }
  const [received, sent] = [addressOf({ side: 'receiver' }), addressOf({ side: 'sender' })]
  return visit.page({
    title: t('title'),
    section: 'today',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t('title')}
          meta={[formatDay(lang, today, 'long'), ...viewer.roles.slice(0, 1).map((held) => <bdi>{held.unitName}</bdi>)]}
          actions={
            <>
              <Button href={paths.search} variant="secondary" icon="person">
                {t('find')}
              </Button>
              {!inTeam && (
                <Button href={paths.newReferral} icon="plus">
                  {t('sent.new')}
                </Button>
              )}
            </>
          }
        />
        <ReviewsDueNotice lang={lang} due={reviews} today={today} />
        {asked}
        <div class="today-columns">
          <Stack>
            {leads && <ToDecide rows={data.toDecide} href={received} {...on} />}
            {inTeam ? (
              (!leads || data.mine.length > 0) && <Mine rows={data.mine} {...on} />
            ) : (
              <>
                <Answers rows={data.answers} href={sent} lang={lang} />
                <Sent rows={data.sent} href={sent} first={data.answers.length === 0} {...on} />
              </>
            )}
            {leads && <Queue rows={data.waiting} active={data.active} capacity={data.capacity} {...on} />}
          </Stack>
          <Stack>
            {inTeam && <Needs withoutStep={data.withoutStep} withoutContact={data.withoutContact} lang={lang} />}
            <Steps rows={data.steps} {...on} />
            <SecrecyDue lang={lang} today={today} {...due} />
            <SharedWithYou lang={lang} {...shared} />
            {inTeam && <Answers rows={data.answers} href={sent} lang={lang} />}
            {inTeam && data.sent.length > 0 && <Sent rows={data.sent} href={sent} {...on} />}
          </Stack>
        </div>
      </>
    ),
  })
}

async function officeToday(visit: Visit) {
  const { tx, viewer, today, lang } = visit
  const t = todayTexts(lang)
  await visit.saw({ threadIds: [] })
  const head = hasRole(viewer, 'association_head')
  const [teams, reviews] = await Promise.all([head ? teamFigures(tx, today) : [], reviewsDue(tx, viewer)])
  const asOf = teams[0]?.asOf
  return visit.page({
    title: t('title'),
    section: 'today',
    wide: true,
    body: head ? (
      <>
        <PageHeading
          title={t('figures')}
          meta={[formatDay(lang, today, 'long')]}
          lead={asOf && t('figures.lead', { date: formatDay(lang, asOf) })}
        />
        <ReviewsDueNotice lang={lang} due={reviews} today={today} />
        <FiguresTable teams={teams} lang={lang} />
      </>
    ) : (
      <>
        <PageHeading
          title={t('title')}
          meta={[formatDay(lang, today, 'long')]}
          lead={viewer.roles.length === 0 ? t('nobody') : t('office.lead')}
          actions={viewer.roles.length > 0 && <Button href={paths.admin}>{t('office.admin')}</Button>}
        />
        <ReviewsDueNotice lang={lang} due={reviews} today={today} />
      </>
    ),
  })
}

/** Where everyone starts: who needs me, what is overdue. The office sees figures only. */
export const todayRoutes = ({ alsoAsked }: { alsoAsked: AlsoAsked }): Route[] => [
  {
    method: 'get',
    path: paths.today,
    guard: 'signed-in',
    audit: 'list',
    handle: (visit) => (meetsParticipants(visit.viewer) ? caseToday(visit, alsoAsked) : officeToday(visit)),
  },
]
