import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../test/support/town-pages.ts'
import { paths } from '../../paths.ts'
import { day } from '../../shared/calendar-day.ts'
import { takeIn } from './referral/intake.commands.ts'
import { acceptToQueue, planIntake } from './referral/queue.commands.ts'
import { openEntryOf } from './referral/queue.queries.ts'
import { drafted, sent, value } from './referral/referral.build.ts'
import { declineReferral, noteVisit, planVisit, redirectReferral } from './referral/referral-decision.commands.ts'
import { type ReferralStands, type Standing, standingOf, standingOfThread, tellingReferral } from './standing.ts'
import { dischargeThread } from './work/discharge.commands.ts'
import { openThingsOf } from './work/discharge.queries.ts'
import { seenKey } from './work/discharge.ts'

const stands = (given: Partial<ReferralStands> = {}): ReferralStands => ({
  state: 'sent',
  studyVisitOutcome: null,
  calledOn: null,
  takenInOn: null,
  continued: false,
  ...given,
})
const DAY = day('2026-11-02')

test.each<[Partial<ReferralStands>, Standing]>([
  [{ state: 'draft' }, 'draft'],
  [{ state: 'received' }, 'received'],
  [{ state: 'study_visit', studyVisitOutcome: 'planned' }, 'visitPlanned'],
  [{ state: 'study_visit', studyVisitOutcome: 'no_show' }, 'visitMissed'],
  [{ state: 'accepted' }, 'queued'],
  [{ state: 'accepted', calledOn: DAY }, 'called'],
  [{ state: 'accepted', calledOn: DAY, takenInOn: DAY }, 'takenIn'],
  [{ state: 'declined' }, 'declined'],
])('a referral %j stands %s', (given, standing) => {
  expect(standingOf(stands(given))).toBe(standing)
})

describe('a thread stands', () => {
  test('where its referral stands until a team has the person, then by itself', () => {
    const declined = { ...stands({ state: 'declined' }), referralId: '02' }
    const open = { ...stands({ state: 'received' }), referralId: '01' }
    const older = { ...stands({ state: 'draft' }), referralId: '00' }
    expect(tellingReferral('begun', [open, declined])).toBe(declined)
    expect(tellingReferral('begun', [declined, older]), 'the one begun last, in whatever order').toBe(declined)
    expect(tellingReferral('referred', [open, declined]), 'one that was answered says nothing of the other').toBe(open)
    expect(standingOfThread('referred', open)).toBe('received')
    expect(standingOfThread('referred', undefined), 'not told to the viewer').toBe('referred')
    expect(tellingReferral('active', [open])).toBeUndefined()
    expect(standingOfThread('active', undefined)).toBe('takenIn')
    expect(standingOfThread('discharged', undefined)).toBe('discharged')
  })
})

describe('the same word on every page', () => {
  let database: TownPages['database']
  let town: TownPages['town']
  let visit: TownPages['visit']
  beforeAll(async () => {
    ;({ database, town, visit } = await townPages())
  })
  afterAll(() => database.close())

  const pagesOf = (threadId: string, referralId: string, side: 'till' | 'fran') => ({
    today: paths.today,
    list: paths.participants,
    thread: paths.thread(threadId),
    referral: paths.referral(referralId),
    referrals: `${paths.referrals}?vy=${side}`,
  })

  /** The word as a tag beside the name, on each page that shows the person. */
  async function expectWord(who: 'karin' | 'petra', ids: { threadId: string; referralId: string }, word: string) {
    const name = (await town.rows<{ family_name: string }>('participant_identity', ids.threadId))[0]!.family_name
    const browser = visit(who)
    for (const [page, path] of Object.entries(
      pagesOf(ids.threadId, ids.referralId, who === 'petra' ? 'till' : 'fran'),
    )) {
      // The leader's day has the queue under its own heading.
      if (page === 'today' && who === 'petra' && word === 'I kö') continue
      const { html } = await browser.get(path)
      const at = html.indexOf(`${name}</bdi></a>`)
      const part = page === 'thread' || page === 'referral' ? html : html.slice(at, at + 900)
      if (page !== 'thread' && page !== 'referral') expect(at, `${page} of ${who} has the person`).toBeGreaterThan(0)
      expect(part, `${page} of ${who}`).toMatch(
        new RegExp(`class="ds-tag[^>]*>(?:<svg.*?</svg>)?\\s*(?:<span[^>]*>)?${word}<`),
      )
    }
  }

  test('from the draft to the end', async () => {
    const draft = await drafted(town)
    await expectWord('karin', draft, 'Utkast')
    const ids = await sent(town)
    const { referralId, threadId } = ids
    await expectWord('karin', ids, 'Skickad')
    const petra = <T>(work: Parameters<typeof town.as<T>>[1]) => town.as('petra', work)
    await petra(async ({ tx, viewer, today }) =>
      value(await planVisit(tx, viewer, today, referralId, { studyVisitOn: DAY })),
    )
    for (const who of ['karin', 'petra'] as const) await expectWord(who, ids, 'Studiebesök bokat')
    await petra(async ({ tx, viewer, today }) =>
      value(await noteVisit(tx, viewer, today, referralId, { outcome: 'done' })),
    )
    for (const who of ['karin', 'petra'] as const) await expectWord(who, ids, 'Studiebesök gjort')
    await petra(async ({ tx, viewer, today }) => value(await acceptToQueue(tx, viewer, today, referralId)))
    for (const who of ['karin', 'petra'] as const) await expectWord(who, ids, 'I kö')
    await petra(async ({ tx, viewer, today }) => {
      const entry = await openEntryOf(tx, viewer, referralId)
      return value(await planIntake(tx, viewer, today, entry!.queueEntryId, { intakePlannedOn: DAY }))
    })
    for (const who of ['karin', 'petra'] as const) await expectWord(who, ids, 'Kallad till inskrivning')
    await petra(async ({ tx, viewer, today }) =>
      value(
        await takeIn(tx, viewer, today, referralId, { startOn: DAY, leadUserId: town.users.petra, toldHow: 'meeting' }),
      ),
    )
    for (const path of [paths.participants, paths.thread(threadId), paths.referral(referralId)])
      expect((await visit('petra').get(path)).text, path).toContain('Inskriven')
    const version = String((await town.rows<{ version: number }>('thread', threadId))[0]!.version)
    await petra(async (work) => {
      const seen = seenKey(await openThingsOf(work.tx, work.viewer, threadId, work.today))
      const end = { reason: 'goal_reached', destination: 'work', onDay: DAY, closingTalkOn: DAY, close: [] }
      return value(await dischargeThread(work, threadId, { ...end, version, seen }))
    })
    expect((await visit('petra').get(paths.thread(threadId))).text).toContain('Avslutad')
  })

  test('an answer with no is no draft: the referrer reads it first of all', async () => {
    const [declined, redirected] = [await sent(town), await sent(town)]
    const reason = 'Fullt till våren'
    await town.as('petra', async ({ tx, viewer, today }) => {
      value(await declineReferral(tx, viewer, today, declined.referralId, { ground: 'no_places', reason }))
      const to = { redirectUnitId: town.units.otherTeam.unitId, redirectedTo: '', reason }
      value(await redirectReferral(tx, viewer, today, redirected.referralId, to))
    })
    await expectWord('karin', declined, 'Avböjd')
    await expectWord('karin', redirected, 'Omdirigerad')
    const karin = visit('karin')
    const first = (await karin.get(paths.today)).text
    expect(first.indexOf('Svar som väntar på dig')).toBeGreaterThan(0)
    expect(first.indexOf('Svar som väntar på dig')).toBeLessThan(first.indexOf('Personer ni har remitterat'))
    const list = (await karin.get(`${paths.referrals}?vy=fran`)).html
    const newer = await drafted(town)
    expect(list.indexOf(declined.referralId)).toBeGreaterThan(0)
    const again = (await karin.get(`${paths.referrals}?vy=fran`)).html
    expect(again.indexOf(declined.referralId)).toBeLessThan(again.indexOf(newer.referralId))
    // Taken up again, it waits for nobody.
    await karin.send(
      await karin.get(paths.referral(declined.referralId)),
      {},
      paths.referralAction(declined.referralId, 'reopen'),
    )
    expect((await karin.get(paths.today)).html).not.toContain(paths.referral(declined.referralId))
  })
})
