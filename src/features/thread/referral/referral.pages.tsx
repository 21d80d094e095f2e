import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { type CalendarDay, parseDay } from '../../../shared/calendar-day.ts'
import { Breadcrumbs } from '../../../ui/breadcrumbs.tsx'
import { Card, Columns } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Notice, Tag } from '../../../ui/status.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { CASE_ROLES, groundOf, inUnit, type Route, type Visit } from '../../access/public.ts'
import { ReferralTag } from '../standing.view.tsx'
import { appointmentTexts } from '../texts/appointment.ts'
import { referralTexts } from '../texts/referral.ts'
import { appointmentOf } from '../work/appointment.ts'
import { AppointmentLine } from '../work/appointment.view.tsx'
import { otherThreadsOf } from './newcomer.queries.ts'
import { inQueueOf } from './queue.queries.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import { blockedBy, isWaiting, sidesOf, waitingDays } from './referral.ts'
import { nameOnReferral, nextLine, ReferralSteps, standingLine, titleName } from './referral.view.tsx'
import { ReferralActions } from './referral-actions.view.tsx'
import { receiveReferral } from './referral-decision.commands.ts'
import { Done } from './referral-form.view.tsx'
import { MissingNotice } from './referral-missing.view.tsx'
import { DecisionPart, PersonFacts, SituationPart, WherePart, WhyPart } from './referral-text.view.tsx'
import { type TrailEvent, trailOf } from './referral-trail.queries.ts'

const DONE = ['sent', 'visit', 'noted', 'queue', 'decline', 'redirect', 'withdraw'] as const

/** How long the person waits or waited, in words. */
function waitOf(lang: Lang, referral: Parameters<typeof waitingDays>[0], today: CalendarDay): string | undefined {
  const days = waitingDays(referral, today)
  if (days === undefined) return undefined
  return referralTexts(lang)(isWaiting(referral) ? 'waited' : 'waitedTotal', { days })
}

const OUTCOMES = ['done', 'no_show', 'cancelled'] as const

/** An event in words. */
function eventText(lang: Lang, { kind, data }: TrailEvent): Text {
  const t = referralTexts(lang)
  const told = typeof data.day === 'string' ? parseDay(data.day) : undefined
  const day = <Bdi>{told ? formatDay(lang, told) : ''}</Bdi>
  if (kind === 'study-visit-done') return t(`event.visit.${OUTCOMES.find((one) => one === data.outcome) ?? 'done'}`)
  if (kind === 'study-visit-planned' || kind === 'intake-planned' || kind === 'intake-no-show')
    return t.parts(`event.${kind}`, { day })
  if (kind === 'queue-moved') return t('event.queue-moved', { from: Number(data.from), to: Number(data.to) })
  return t(`event.${kind as 'intake'}`)
}

const Trail = ({ lang, events }: { lang: Lang; events: readonly TrailEvent[] }) => (
  <Timeline
    items={events.map((event, index) => ({
      when: <Bdi>{formatDay(lang, event.onDay)}</Bdi>,
      title: eventText(lang, event),
      body: event.actor ? (
        <p class="soft">
          <Bdi>{event.actor}</Bdi>
        </p>
      ) : undefined,
      knot: 'small' as const,
      line: index === events.length - 1 ? ('none' as const) : ('carried' as const),
    }))}
  />
)

/**
 * A browser that fetches ahead shows nobody anything, and a page asked for without its content is not read. (The read log counts
 * such a look all the same: it may have been seen.)
 */
const isOpened = ({ c }: Visit): boolean =>
  c.req.method === 'GET' && !/prefetch|prerender/.test(`${c.req.header('sec-purpose')} ${c.req.header('purpose')}`)

/** The first of the receiving unit who opens the referral has received it, in the transaction that logs the look (ADR 9). */
async function receivedNow(visit: Visit, referral: Referral): Promise<boolean> {
  const { tx, viewer, today } = visit
  const sides = sidesOf((unitId) => inUnit(viewer, unitId), referral.facts)
  if (!isOpened(visit) || blockedBy(referral.facts, sides, 'receive')) return false
  // A colleague may have been a moment earlier: then it is refused, and just as well.
  return (await receiveReferral(tx, viewer, today, referral.referralId)).ok
}

async function referralPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, today, c } = visit
  const id = c.req.param('id') ?? ''
  const found = await referralOf(tx, viewer, id)
  const received = found !== undefined && (await receivedNow(visit, found))
  const referral = received ? await referralOf(tx, viewer, id) : found
  if (!referral) return visit.notFound()
  const { referralId, threadId, person, facts } = referral
  await visit.saw({ threadId, ground: groundOf(viewer, threadId, referral.acl) })
  const t = referralTexts(lang)
  const sides = sidesOf((unitId) => inUnit(viewer, unitId), facts)
  const receives = sides.includes('receiver')
  const twice = receives && person ? await otherThreadsOf(tx, viewer, threadId) : []
  if (twice.length > 0) await visit.saw({ threadIds: twice.map((other) => other.threadId) })
  const events = await trailOf(tx, viewer, referral)
  const done = received ? 'received' : DONE.find((one) => one === c.req.query('klart'))
  const words = { team: <Bdi>{referral.toName ?? ''}</Bdi>, from: <Bdi>{referral.fromName}</Bdi> }
  const wait = waitOf(lang, referral, today)
  const waited = waitingDays(referral, today) ?? 0
  const ahead = appointmentOf(referral)
  return visit.page({
    title: t('title', { name: titleName(lang, referral) }),
    section: 'referrals',
    wide: true,
    body: (
      <>
        <Breadcrumbs
          label={t('list.title')}
          items={[
            { text: t('list.title'), href: paths.referrals },
            { text: t(receives ? 'tab.receiver' : 'tab.sender') },
          ]}
        />
        {done && <Done title={t(`done.${done}`)}>{t.parts(`done.${done}.text`, words)}</Done>}
        <PageHeading
          title={t.parts('title', { name: <Bdi>{nameOnReferral(lang, referral)}</Bdi> })}
          meta={[
            t.parts('from', { unit: <Bdi>{referral.fromName}</Bdi> }),
            ...(referral.toName ? [t.parts('to', { unit: <Bdi>{referral.toName}</Bdi> })] : []),
            ...(person ? [t.parts('case', { number: <Bdi whole>{person.caseNumber}</Bdi> })] : []),
          ]}
          actions={person && <a href={paths.thread(threadId)}>{t('toThread')}</a>}
        />
        <Card tone="first">
          <div class="standing">
            <div>
              <p class="standing-tags">
                <ReferralTag lang={lang} of={{ ...referral, continued: facts.continued }} />
                {wait && <Tag tone={isWaiting(referral) && waited > 0 ? 'attention' : 'neutral'}>{wait}</Tag>}
              </p>
              <p>{standingLine(lang, { ...referral, continued: facts.continued })}</p>
              {ahead && <AppointmentLine lang={lang} of={ahead} />}
              {referral.studyVisitPresent !== '' && (
                <p class="soft">{t.parts('visit.present', { who: <bdi>{referral.studyVisitPresent}</bdi> })}</p>
              )}
              {ahead && receives && <a href={paths.appointment(referralId)}>{appointmentTexts(lang)('tell')}</a>}
            </div>
            <div>
              <p class="soft">{t('next')}</p>
              <p class="standing-next">{nextLine(lang, { ...referral, continued: facts.continued })}</p>
            </div>
          </div>
          <ReferralSteps lang={lang} of={{ ...referral, continued: facts.continued }} />
        </Card>
        {facts.state === 'draft' && sides.includes('sender') && (
          <MissingNotice lang={lang} referralId={referralId} missing={facts.missing} />
        )}
        {sides.length > 0 && (
          <ReferralActions
            lang={lang}
            today={today}
            referral={referral}
            sides={sides}
            keys={visit.keys()}
            inQueue={receives ? await inQueueOf(tx, viewer, referral) : undefined}
          />
        )}
        {twice.map((other) => (
          <Notice tone="attention" title={t('twice')}>
            <p>
              <a href={paths.thread(other.threadId)}>
                {t.parts('twice.text', { number: <Bdi whole>{other.caseNumber}</Bdi> })}
              </a>
            </p>
          </Notice>
        ))}
        <Columns>
          <div class="stack">
            <DecisionPart lang={lang} referral={referral} />
            <WhyPart lang={lang} referral={referral} />
            <SituationPart lang={lang} referral={referral} />
            <WherePart lang={lang} referral={referral} />
          </div>
          <div class="stack">
            {sides.includes('sender') && <Linked lang={lang} referral={referral} />}
            {person?.identity && (
              <Card title={<Bdi>{person.identity.name}</Bdi>}>
                <PersonFacts lang={lang} referral={referral} />
              </Card>
            )}
            <Card title={t('trail')}>
              <Trail lang={lang} events={events} />
            </Card>
          </div>
        </Columns>
      </>
    ),
  })
}

/** The referral this one goes on from, and the one that goes on from it: only for the sender, who owns both. */
const Linked = ({ lang, referral }: { lang: Lang; referral: Referral }) => {
  const t = referralTexts(lang)
  const { continuesReferralId: earlier, continuedByReferralId: later } = referral
  if (!earlier && !later) return null
  return (
    <Card title={t(later ? 'continued' : 'continues')} tone="sunk">
      {earlier && (
        <p>
          <a href={paths.referral(earlier)}>{t('openEarlier')}</a>
        </p>
      )}
      {later && (
        <p>
          <a href={paths.referral(later)}>{t('openLater')}</a>
        </p>
      )}
    </Card>
  )
}

/** A referral with everything said in it, where it stands, and what can be done. */
export const referralRoutes: Route[] = [
  { method: 'get', path: paths.referral(':id'), guard: CASE_ROLES, audit: 'view', handle: referralPage },
]
