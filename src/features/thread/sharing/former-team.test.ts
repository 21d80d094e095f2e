import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { TODAY } from '../town.build.ts'
import { addContact, changeContact } from '../work/assignment.commands.ts'
import { dischargeThread } from '../work/discharge.commands.ts'
import { openThingsOf } from '../work/discharge.queries.ts'
import { seenKey } from '../work/discharge.ts'
import { addStep, changeStep, dropStep } from '../work/step.commands.ts'
import { changeTrack, endTrack, startTrack } from '../work/track.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** Petra's team ended the thread and left a track, a step and (past the rules, as from a list) a contact; Oskar's has it now. */
async function handedOver() {
  const threadId = await town.thread()
  const left = await town.as('petra', async (work) => {
    const trackId = value(
      await startTrack(work, threadId, { name: 'Caféet', lane: 'team', hours: '10', startOn: '2026-05-01' }),
    )
    const stepId = value(await addStep(work, threadId, { what: 'Skriv intyg', who: 'person', dueOn: '2026-11-09' }))
    const open = await openThingsOf(work.tx, work.viewer, threadId, work.today)
    value(
      await dischargeThread(work, threadId, {
        ...{ reason: 'goal_reached', destination: 'work', onDay: TODAY, closingTalkOn: TODAY },
        ...{ version: '1', seen: seenKey(open), close: [] },
      }),
    )
    return { trackId, stepId }
  })
  const { otherTeam, team } = town.units
  const ask = (sql: string, ...values: unknown[]) => database.migrator.query(sql, [threadId, ...values])
  await ask(
    'insert into thread_unit (association_id, thread_id, unit_id, since) select association_id, thread_id, $2, $3 from thread where thread_id = $1',
    otherTeam.unitId,
    TODAY,
  )
  await ask(
    `update thread set team_unit_id = $2, state = 'active', discharged_on = null where thread_id = $1`,
    otherTeam.unitId,
  )
  const { rows } = await ask(
    `insert into assignment (association_id, thread_id, unit_id, authority_id, user_id, role, from_on)
     select association_id, thread_id, $2, $3, $4, 'lead', '2026-03-02' from thread where thread_id = $1 returning assignment_id as id`,
    ...[team.unitId, team.authorityId, town.users.elin],
  )
  await town.disclose(threadId, 'otherTeam', ['plan'])
  return { threadId, ...left, assignmentId: rows[0].id as string }
}

describe('the team that has the person now', () => {
  test('closes what the former team left open; history says whose it was and who did it', async () => {
    const { threadId, trackId, stepId, assignmentId } = await handedOver()
    const oskar = visit('oskar')
    const page = await oskar.get(paths.thread(threadId))
    for (const path of [paths.trackEnd(threadId, trackId), paths.stepDrop(threadId, stepId)])
      expect(page.html, path).toContain(`href="${path}"`)
    expect(page.html).toContain(`href="${paths.contactChange(threadId, assignmentId)}"`)
    for (const path of [paths.trackChange(threadId, trackId), paths.stepChange(threadId, stepId)])
      expect(page.html, path).not.toContain(`href="${path}"`)
    await town.as('oskar', async (work) => {
      const end = { version: '1', endOn: TODAY, outcome: 'other_track', outcomeNote: 'Fortsätter hos oss' }
      value(await endTrack(work, threadId, trackId, end))
      value(await dropStep(work, threadId, stepId, { version: '1', reason: 'Behövs inte längre' }))
      const next = { version: '1', userId: work.viewer.userId, fromOn: '2026-11-03' }
      value(await changeContact(work, threadId, assignmentId, next))
    })
    const { team, otherTeam } = town.units
    expect(await town.rows('track', threadId)).toMatchObject([{ unit_id: team.unitId, end_on: TODAY, name: 'Caféet' }])
    expect(await town.rows('next_step', threadId)).toMatchObject([
      { unit_id: team.unitId, dropped_reason: 'Behövs inte längre' },
    ])
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { unit_id: team.unitId, until_on: TODAY },
      { unit_id: otherTeam.unitId, user_id: town.users.oskar, role: 'lead' },
    ])
    const events = await town.rows<Record<string, unknown>>('thread_event', threadId)
    for (const kind of ['track-ended', 'step-dropped', 'assignment-ended'])
      expect(
        events.find((one) => one.kind === kind),
        kind,
      ).toMatchObject({
        unit_id: team.unitId,
        also_unit_id: otherTeam.unitId,
        actor_id: town.users.oskar,
      })
  })

  test('ends it with its own discharge too', async () => {
    const { threadId, trackId } = await handedOver()
    await town.as('oskar', async (work) => {
      const open = await openThingsOf(work.tx, work.viewer, threadId, work.today)
      expect([open.contacts.length, open.tracks.length, open.steps.length, open.others.length]).toEqual([1, 1, 1, 0])
      const { version } = await work.tx
        .selectFrom('thread')
        .select('version')
        .where('threadId', '=', threadId)
        .executeTakeFirstOrThrow()
      value(
        await dischargeThread(work, threadId, {
          ...{ reason: 'moved', destination: 'moved', onDay: TODAY, closingTalkOn: TODAY, version: String(version) },
          ...{ seen: seenKey(open), close: [`track:${trackId}`] },
        }),
      )
    })
    expect(await town.rows('assignment', threadId)).toMatchObject([{ until_on: TODAY }])
    expect(await town.rows('track', threadId)).toMatchObject([{ end_on: TODAY }])
  })

  test('changes nothing else of it, and nobody else closes it', async () => {
    const { threadId, trackId, stepId, assignmentId } = await handedOver()
    const end = { version: '1', endOn: TODAY, outcome: 'other', outcomeNote: '' }
    await town.as('oskar', async (work) => {
      const change = { version: '1', name: 'Annat', lane: 'team', hours: '1' }
      const refused = { refusal: { kind: 'not-allowed', reason: 'refused.other-unit' } }
      expect(await changeTrack(work, threadId, trackId, change)).toMatchObject(refused)
      const step = { version: '1', what: 'Annat', who: 'person', dueOn: '2026-11-09' }
      expect(await changeStep(work, threadId, stepId, step)).toMatchObject(refused)
      expect(await endTrack(work, threadId, trackId, { ...end, version: '7' })).toMatchObject({
        refusal: { kind: 'stale' },
      })
    })
    for (const who of ['karin', 'maja', 'yusuf'] as const) {
      const ended = await town.as(who, (work) => endTrack(work, threadId, trackId, end))
      expect(ended.ok, who).toBe(false)
      const left = await town.as(who, (work) =>
        changeContact(work, threadId, assignmentId, {
          version: '1',
          userId: 'nobody',
          gapReason: 'x',
          fromOn: '2026-11-03',
        }),
      )
      expect(left.ok, who).toBe(false)
    }
    expect(await town.rows('track', threadId)).toMatchObject([{ end_on: null, version: 1 }])
  })

  test('does not close what a present holder has open', async () => {
    const threadId = await town.thread()
    const added = await town.as('karin', (work) =>
      startTrack(work, threadId, { name: 'Bidraget', lane: 'municipality', hours: '0', startOn: '2026-05-01' }),
    )
    await town.disclose(threadId, 'team', ['plan'], 'support')
    const trackId = value(added)
    const end = { version: '1', endOn: TODAY, outcome: 'other', outcomeNote: '' }
    expect(await town.as('petra', (work) => endTrack(work, threadId, trackId, end))).toMatchObject({
      refusal: { reason: 'refused.other-unit' },
    })
    expect(
      (
        await town.as('petra', (work) =>
          addContact(work, threadId, { userId: town.users.elin, role: 'lead', fromOn: TODAY }),
        )
      ).ok,
    ).toBe(true)
  })
})

test('a former team that is let in again reads how it goes on, and finishes a step it was named for', async () => {
  const { threadId } = await handedOver()
  const { team, otherTeam } = town.units
  const ask = (text: string, ...values: unknown[]) => database.migrator.query(text, [threadId, ...values])
  const stamped = () =>
    database.migrator.query(
      `begin; set local app.association = '${town.associationId}'; select refresh_acl('${threadId}'::uuid); commit`,
    )
  await ask('update disclosure set withdrawn_at = now() where thread_id = $1')
  await ask(`update thread_unit set ended_on = '2026-05-01' where thread_id = $1 and unit_id = $2`, team.unitId)
  await stamped()
  const petra = visit('petra')
  const page = async () => (await petra.get(paths.thread(threadId))).text
  expect(await page()).toContain('Er del är avslutad')
  const [who] = await town.rows<{ family_name: string }>('participant_identity', threadId)
  const listed = async (address: string) =>
    new RegExp(`${who?.family_name}\\s+Delat med dig`).test((await petra.get(address)).text)
  expect([await listed('/deltagare?lage=all'), await listed('/deltagare')]).toEqual([false, false])
  await ask(
    `insert into disclosure (association_id, thread_id, unit_id, authority_id, from_authority_id, to_authority_id, to_unit_id, categories, ground,
       valid_from, valid_until, decided_by)
     select association_id, thread_id, $2, $3, $3, $3, $4, '{plan}', 'osl_10_2', '2026-01-01', '2199-01-01', $5 from thread where thread_id = $1`,
    ...[otherTeam.unitId, team.authorityId, team.unitId, town.users.oskar],
  )
  await stamped()
  const what = 'Skicka intyget till Andra teamet'
  const stepId = await town.as('oskar', async (work) =>
    value(await addStep(work, threadId, { what, who: town.users.petra, dueOn: '2026-11-09' })),
  )
  expect(await page()).not.toContain('Er del är avslutad')
  expect(await page()).toContain(what)
  expect([await listed('/deltagare?lage=all'), await listed('/deltagare')], 'on the list as well').toEqual([true, true])
  const done = paths.stepDone(threadId, stepId)
  expect((await petra.get(paths.thread(threadId))).html).toContain(`href="${done}"`)
  expect((await petra.send(await petra.get(done), { doneOn: TODAY }, done)).status).toBe(200)
  expect(await town.rows('next_step', threadId)).toContainEqual(expect.objectContaining({ what, done_on: TODAY }))
  const [event] = (await town.rows('thread_event', threadId)).slice(-1)
  expect(event).toMatchObject({ kind: 'step-done', unit_id: otherTeam.unitId, also_unit_id: team.unitId })
})
