import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { languageName } from '../../platform/i18n/language-names.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi, type Text } from '../../ui/inline.tsx'
import { Phone } from '../../ui/phone.tsx'
import { Notice } from '../../ui/status.tsx'
import { type Body, CASE_ROLES, glassesOf, groundOf, type Route, type Viewer, type Visit } from '../access/public.ts'
import { type Next, nextOf, openSteps } from './next.ts'
import { tellStory } from './picture/story.ts'
import { GlassNotice } from './sharing/glass-notice.view.tsx'
import { knowsPlan } from './sharing/plan-sight.ts'
import { standingOfThread, tellingReferral } from './standing.ts'
import { StandingTag } from './standing.view.tsx'
import { threadTexts } from './texts/thread.ts'
import { carryingUnit, mayNameUnit, partEnded, type Rights, rightsOn } from './thread.access.ts'
import { nameOf, type StoryRows, type Thread, threadOf } from './thread.queries.ts'
import { ThreadCard, ThreadCards } from './thread.view.tsx'
import { wholeThread } from './whole-thread.queries.ts'
import { carries } from './work/assignment.ts'
import { DESTINATIONS } from './work/discharge.ts'
import { IdentitySection } from './work/identity.view.tsx'
import { DoneNotice } from './work/work-done.view.tsx'
import { WorkSections } from './work/work-sections.view.tsx'

const KNOTS = [
  'referral',
  'studyVisit',
  'accepted',
  'declined',
  'redirected',
  'withdrawn',
  'intake',
  'discharge',
  'reopened',
] as const

/** Who the contact is now, since when: the first thing a person or a colleague asks. A thread that has ended has none. */
function contactMeta(thread: Thread, rows: StoryRows, today: CalendarDay, lang: Lang): Text | undefined {
  if (thread.state === 'discharged') return undefined
  const t = threadTexts(lang)
  const holding = rows.assignments.filter(
    (one) => carries(one.role, thread.intakeOn !== null) && (!one.untilOn || one.untilOn >= today),
  )
  const here = holding.filter((one) => one.fromOn <= today)
  const now = here.findLast((one) => one.role === 'lead') ?? here.at(-1)
  if (now) return t.parts('contact', { name: <Bdi>{now.name}</Bdi>, date: formatDay(lang, now.fromOn) })
  const soon = holding[0]
  if (soon) return t.parts('contact.future', { name: <Bdi>{soon.name}</Bdi>, date: formatDay(lang, soon.fromOn) })
  // Of others' contacts that are not told it cannot be said that there are none.
  return thread.lean ? undefined : t('contact.none')
}

const languageMeta = (thread: Thread, lang: Lang): string => {
  const language = languageName(lang, thread.language)
  return threadTexts(lang)(thread.interpreter ? 'speaks.interpreter' : 'speaks', { language })
}

/** The units as the viewer may be told them on this thread: by their name, or by their authority's. */
const toldPlaces = (viewer: Viewer, thread: Thread, places: ReadonlyMap<number, Body>): Map<number, Body> =>
  new Map(
    [...places].map(([unitId, place]) => [
      unitId,
      mayNameUnit(viewer, thread, place) ? place : { ...place, name: place.authorityName, phone: null },
    ]),
  )

/** What the person wants: as the thread says it, until intake as the latest referral the viewer may read says it. */
const wordsOf = (thread: Thread, { referrals }: StoryRows): string | null =>
  thread.ownWords || (referrals.findLast((one) => one.ownWords !== '')?.ownWords ?? thread.ownWords)

const unitName = (places: ReadonlyMap<number, Body>, unitId: number | null): string =>
  unitId === null ? '' : (places.get(unitId)?.name ?? '')

/** The way to what happens next, where it is the viewer's to take. */
function nextAction({ threadId }: Thread, next: Next, rights: Rights, lang: Lang) {
  const t = threadTexts(lang)
  if (next.kind === 'referral')
    return (
      <Button size="small" variant="secondary" href={paths.referral(next.referral.referralId)}>
        {t('next.toReferral')}
      </Button>
    )
  if (next.kind === 'none' && rights.step === 'yes')
    return (
      <Button href={paths.stepNew(threadId)} icon="plus">
        {t('next.decide')}
      </Button>
    )
  return undefined
}

export async function threadPage(visit: Visit) {
  const { tx, viewer, today, lang, c } = visit
  const asked = c.req.param('id') ?? ''
  // Sent together: of a thread that is not to be opened the second finds nothing, and nothing of it is looked at.
  const [thread, whole] = await Promise.all([threadOf(tx, viewer, asked), wholeThread(tx, viewer, asked)])
  if (!thread || !whole) return visit.notFound()
  const { places: units, story: rows, work: found } = whole
  const ground = groundOf(viewer, thread.threadId, thread.acl)
  await visit.saw({ threadId: thread.threadId, ground })
  const glasses = ground === 'break_glass' ? await glassesOf(tx, viewer, thread.threadId) : []
  const places = toldPlaces(viewer, thread, units)
  const assignments = found.assignments.map((one) => ({
    ...one,
    unitName: unitName(places, one.unitId),
    unitPhone: places.get(one.unitId)?.phone ?? null,
  }))
  const rights = rightsOn(viewer, thread)
  const work = { ...found, assignments }
  const steps = openSteps(work.steps)
  const t = threadTexts(lang)
  const knot = Object.fromEntries(KNOTS.map((kind) => [kind, t(`knot.${kind}`)])) as Record<
    (typeof KNOTS)[number],
    string
  >
  const story = tellStory({
    thread,
    rows,
    places,
    today,
    texts: { workplace: t('workplace'), other: t('otherLane'), knot },
  })
  const destination = DESTINATIONS.find((one) => one === rows.discharges.at(-1)?.destination) ?? 'other'
  const receiver = rows.referrals.findLast((one) => one.toUnitId)?.toUnitId ?? thread.teamUnitId
  const carrier = units.get(carryingUnit(thread))?.authorityId
  const knows = knowsPlan(viewer, thread, carrier, work.disclosures, today)
  const ended = partEnded(viewer, thread)
  const telling = ended ? undefined : tellingReferral(thread.state, rows.referrals)
  const next = nextOf({
    ended,
    state: thread.state,
    referral: telling && {
      ...telling,
      fromName: unitName(places, telling.unitId),
      toName: telling.toUnitId === null ? null : unitName(places, telling.toUnitId),
    },
    steps,
    knowsPlan: knows,
    home: unitName(places, thread.unitId),
    team: unitName(places, thread.teamUnitId ?? receiver),
    destination: t(`destination.${destination}`),
    dischargedOn: thread.dischargedOn,
  })
  const name = nameOf(thread.identity, t('protected'))
  const contact = ended && rows.assignments.length === 0 ? undefined : contactMeta(thread, rows, today, lang)
  const safe = thread.identity?.protection !== 'none'
  return visit.page({
    title: safe ? t('protected') : name,
    section: 'participants',
    wide: true,
    body: (
      <>
        <Breadcrumbs
          label={t('crumb')}
          items={[
            { text: t('participants'), href: paths.participants },
            { text: unitName(places, thread.teamUnitId ?? thread.unitId) },
          ]}
        />
        <PageHeading
          title={<Bdi>{name}</Bdi>}
          meta={[
            <StandingTag lang={lang} standing={ended ? 'partEnded' : standingOfThread(thread.state, telling)} />,
            ...(contact ? [contact] : []),
            languageMeta(thread, lang),
            ...(thread.identity?.phone ? [<Phone number={thread.identity.phone} />] : []),
            t.parts('case', { number: <Bdi whole>{thread.caseNumber}</Bdi> }),
          ]}
        />
        <DoneNotice lang={lang} done={c.req.query('klart')} />
        <GlassNotice lang={lang} glasses={glasses} userId={viewer.userId} />
        {safe && <Notice tone="attention">{t('protected.note')}</Notice>}
        <ThreadCards
          next={next}
          action={nextAction(thread, next, rights, lang)}
          carrier={unitName(places, carryingUnit(thread))}
          ownWords={wordsOf(thread, rows)}
          language={thread.language}
          steps={steps}
          knowsPlan={knows}
          lang={lang}
          today={today}
        />
        <ThreadCard story={story} lang={lang} />
        <WorkSections
          lang={lang}
          today={today}
          thread={thread}
          rights={rights}
          data={work}
          knowsPlan={knows}
          userId={viewer.userId}
          person={
            <IdentitySection
              lang={lang}
              thread={thread}
              rights={rights}
              referrals={rows.referrals}
              unitName={(unitId) => unitName(places, unitId)}
            />
          }
        />
      </>
    ),
  })
}

/** One participant's thread: everything the viewer may see of it, on one page. */
export const threadRoutes: Route[] = [
  {
    method: 'get',
    path: `${paths.participants}/:id{[0-9a-f-]{36}}`,
    guard: CASE_ROLES,
    audit: 'view',
    handle: threadPage,
  },
]
