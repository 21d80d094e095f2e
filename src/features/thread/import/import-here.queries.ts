import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { Viewer } from '../../access/public.ts'
import type { ThreadState } from '../participant.ts'
import type { FilePerson } from './import-person.ts'
import { type Existing, type Here, keysOf } from './import-plan.ts'

/** A mark as it is kept: short, and no name or number in clear. Who has the table can still try numbers until one fits, so it is in no export. */
export const digestFor =
  (viewer: Pick<Viewer, 'associationId'>) =>
  (text: string): string =>
    createHash('sha256').update(`${viewer.associationId}|${text}`).digest('base64url').slice(0, 22)

type Known = { threadId: string; nameKey: string | null; personNumber: string | null }

const AT_ONCE = 2000
const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE))

async function eachPart<T, Row>(all: readonly T[], load: (part: T[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (const part of inParts(all)) rows.push(...(await load(part)))
  return rows
}

/**
 * The participants that people of the file may be, as far as the viewer may see them: those with the same number, those
 * brought in before, and those of the team with the same name. Whoever the viewer may not see is not there.
 */
export async function participantsHere(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  people: readonly FilePerson[],
): Promise<Here> {
  const own = { associationId: viewer.associationId, unitId }
  const held = await tx
    .selectFrom('threadUnit')
    .select('threadId')
    .where('associationId', '=', own.associationId)
    .where('unitId', '=', unitId)
    .where('until', 'is', null)
    .execute()
  const heldIds = new Set(held.map((row) => row.threadId))
  const marks = await tx
    .selectFrom('importMark')
    .select(['threadId', 'marks'])
    .where('associationId', '=', own.associationId)
    .where('unitId', '=', unitId)
    .execute()
  const identities = tx
    .selectFrom('participantIdentity')
    .select(['threadId', 'nameKey', 'personNumber'])
    .where('associationId', '=', own.associationId)
  const ofTeam = await eachPart([...heldIds], (part) =>
    identities.where((eb) => eb('threadId', '=', eb.fn.any(eb.val(part)))).execute(),
  )
  const numbers = people.flatMap(({ facts }) => (facts.number ? [facts.number.digits12] : []))
  const sameNumber = await eachPart(numbers, (part) =>
    identities.where((eb) => eb('personNumber', '=', eb.fn.any(eb.val(part)))).execute(),
  )
  const known = new Map<string, Known>([...sameNumber, ...ofTeam].map((row) => [row.threadId, row]))
  for (const { threadId } of marks)
    if (!known.has(threadId)) known.set(threadId, { threadId, nameKey: null, personNumber: null })

  const digest = digestFor(viewer)
  const marksOf = new Map(marks.map((row) => [row.threadId, new Set(row.marks)]))
  const wanted = new Set(people.flatMap((person) => keysOf(person).map(digest)))
  const names = new Set(people.map(({ facts: { name } }) => foldName(`${name?.family ?? ''} ${name?.given ?? ''}`)))
  const asked = new Set(numbers)
  const candidates = [...known.values()].filter(
    ({ threadId, nameKey, personNumber }) =>
      (personNumber !== null && asked.has(personNumber)) ||
      (nameKey !== null && names.has(nameKey)) ||
      [...(marksOf.get(threadId) ?? [])].some((mark) => wanted.has(mark)),
  )
  const existing = await details(tx, viewer, unitId, candidates, heldIds, marksOf)
  const here = {
    byNumber: new Map<string, Existing>(),
    byMark: new Map<string, Existing>(),
    byName: new Map<string, Existing[]>(),
  }
  for (const one of existing) {
    // A thread of the team goes before one that is only seen.
    if (one.personNumber && !(here.byNumber.get(one.personNumber)?.held && !one.held))
      here.byNumber.set(one.personNumber, one)
    for (const mark of one.marks) here.byMark.set(mark, one)
    if (one.nameKey !== '') here.byName.set(one.nameKey, [...(here.byName.get(one.nameKey) ?? []), one])
  }
  return here
}

type Detail = {
  threadId: string
  state: ThreadState
  carried: boolean
  ownWords: string
  phone: string | null
  email: string | null
  days: CalendarDay[]
  contacts: { userId: string; untilOn: CalendarDay | null }[]
  tracks: { name: string; startOn: CalendarDay }[]
}

/** What stands in the threads already, each part as far as the viewer may see it. */
async function details(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  known: readonly Known[],
  heldIds: ReadonlySet<string>,
  marksOf: ReadonlyMap<string, Set<string>>,
): Promise<Existing[]> {
  const rows = await eachPart(known, async (part) => {
    const ids = part.map((one) => one.threadId)
    const a = viewer.associationId
    const { rows: found } = await sql<Detail>`
      select p.thread_id as "threadId", coalesce(t.state, 'discharged') as state, coalesce(t.own_words, '') as "ownWords", i.phone, i.email,
        coalesce(coalesce(t.team_unit_id, t.unit_id) = ${unitId}, false) as carried,
        array(select r.sent_on from referral r where r.association_id = ${a} and r.thread_id = p.thread_id and r.sent_on is not null
              union select t.opened_on where t.opened_on is not null) as days,
        coalesce((select jsonb_agg(jsonb_build_object('userId', a.user_id, 'untilOn', a.until_on)) from assignment a
              where a.association_id = ${a} and a.thread_id = p.thread_id and a.unit_id = ${unitId}), '[]') as contacts,
        coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'startOn', k.start_on)) from track k
              where k.association_id = ${a} and k.thread_id = p.thread_id and k.unit_id = ${unitId}), '[]') as tracks
      from unnest(${ids}::uuid[]) p (thread_id)
      left join thread t on t.association_id = ${a} and t.thread_id = p.thread_id
      left join participant_identity i on i.association_id = ${a} and i.thread_id = p.thread_id
      -- A thread whose part has ended for the team is not told, but it is there.
      where t.thread_id is not null or case_number_of(p.thread_id) is not null`.execute(tx)
    return found
  })
  const byId = new Map(rows.map((row) => [row.threadId, row]))
  return known.flatMap(({ threadId, nameKey, personNumber }) => {
    const row = byId.get(threadId)
    if (!row) return []
    const held = heldIds.has(threadId)
    const marks = marksOf.get(threadId) ?? new Set<string>()
    return [
      {
        ...row,
        held,
        hidden: row.phone === null,
        nameKey: nameKey ?? '',
        personNumber,
        phone: row.phone ?? '',
        email: row.email ?? '',
        marks,
      },
    ]
  })
}
