import { groundOf, type HeldRole, inUnit, mainUnit, type UnitKind, type Viewer } from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'

/** The daily work on a thread, each with its own form. */
export type WorkAction =
  | ('contact' | 'step' | 'track' | 'note' | 'household' | 'discharge' | 'reopen')
  | ('consent' | 'disclose' | 'withdraw' | 'protect')
  /** Saying that a step one is named for is done. */
  | 'finish'
  /** Correcting who the person is and how they are reached. */
  | 'identity'

export const WORK_ACTIONS = [
  'contact',
  'step',
  'track',
  'note',
  'household',
  'discharge',
  'reopen',
  'consent',
  'disclose',
  'withdraw',
  'protect',
  'finish',
  'identity',
] as const satisfies readonly WorkAction[]

/**
 * How the viewer stands to a thread.
 * - `carrier`: of the unit that has the participant (the team that took them in; until then the unit that began the thread)
 * - `holder`: of another unit that holds the thread (who referred, who received a referral)
 * - `keeper`: of a unit whose part has ended: has what it wrote, and adds what comes in afterwards
 * - `receiver`: of a body something was disclosed to
 * - `reader`: broke the glass: sees for a short time, writes nothing
 * - `none`: nothing there
 */
export type Relation = 'carrier' | 'holder' | 'keeper' | 'receiver' | 'reader' | 'none'

/** `not-yours`: never for this relation. `not-now`: the state of the thread forbids it; the page says why. */
export type Right = 'yes' | 'not-yours' | 'not-now'
export type Rights = Readonly<Record<WorkAction, Right>>

/** What of a thread decides who may work on it. */
export type CarriedThread = {
  threadId: string
  unitId: number
  teamUnitId: number | null
  state: ThreadState
  acl: readonly number[]
  /** Only what somebody is told who does not see the thread's own row: `unitId` is the giver, or the own unit whose part has ended. */
  lean: boolean
}

const HOLDS = 0
const MAY_KNOW = 7

/** Does the unit hold the thread? `acl`: the thread's, as of today. */
export const holdsThread = ({ acl }: Pick<CarriedThread, 'acl'>, unitId: number): boolean =>
  acl.includes(unitId * 16 + HOLDS)

/** Is something of the thread disclosed to a body of the viewer's? */
const isLetIn = (viewer: Viewer, { acl }: CarriedThread): boolean =>
  acl.some((grantee) => grantee % 16 === MAY_KNOW && viewer.grantees.includes(grantee))

/** The unit that has the participant now. */
export const carryingUnit = (thread: Pick<CarriedThread, 'unitId' | 'teamUnitId'>): number =>
  thread.teamUnitId ?? thread.unitId

/** Is all there is to say that the own unit's part has ended? Not to those who were then let in: they are told how it goes on. */
export const partEnded = (viewer: Viewer, thread: CarriedThread): boolean =>
  relationTo(viewer, thread) === 'keeper' && !isLetIn(viewer, thread)

export function relationTo(viewer: Viewer, thread: CarriedThread): Relation {
  const ground = groundOf(viewer, thread.threadId, thread.acl)
  if (ground === 'own_unit') return thread.lean ? 'keeper' : inUnit(viewer, carryingUnit(thread)) ? 'carrier' : 'holder'
  if (ground === 'disclosure') return 'receiver'
  return ground === 'break_glass' ? 'reader' : 'none'
}

const DAILY = [
  'contact',
  'step',
  'track',
  'note',
  'household',
  'finish',
  'identity',
] as const satisfies readonly WorkAction[]
/** Rows of their own unit, on a thread they may open: what they do for the person, and what they know. */
const OWN = ['track', 'note', 'finish'] as const satisfies readonly WorkAction[]

const ALLOWED: Record<ThreadState, Record<'carrier' | 'guest', readonly WorkAction[]>> = {
  begun: { carrier: DAILY, guest: OWN },
  referred: { carrier: DAILY, guest: OWN },
  queued: { carrier: DAILY, guest: OWN },
  active: { carrier: [...DAILY, 'discharge'], guest: OWN },
  // What comes in after the end is still written down; everything else continues with the thread taken up again.
  discharged: { carrier: ['note', 'reopen', 'identity'], guest: ['note'] },
}

/** Secrecy: for any unit that holds the thread, since the person may tell any of its staff. Taking back is always possible. */
const ALWAYS_HELD = ['disclose', 'withdraw', 'protect'] as const satisfies readonly WorkAction[]
const HELD = ['consent', ...ALWAYS_HELD] as const satisfies readonly WorkAction[]

function rightOfHolder(action: (typeof HELD)[number], relation: Relation, state: ThreadState): Right {
  if (relation === 'receiver') return 'not-yours'
  return state !== 'discharged' || ALWAYS_HELD.some((one) => one === action) ? 'yes' : 'not-now'
}

/** May somebody of this relation do this while the thread is in this state? */
export function rightTo(action: WorkAction, relation: Relation, state: ThreadState): Right {
  if (relation === 'none' || relation === 'reader') return 'not-yours'
  // What was opened of its own can always be closed.
  if (relation === 'keeper') return action === 'note' || action === 'withdraw' ? 'yes' : 'not-yours'
  const held = HELD.find((one) => one === action)
  if (held) return rightOfHolder(held, relation, state)
  const side = relation === 'carrier' ? 'carrier' : 'guest'
  if (ALLOWED[state][side].includes(action)) return 'yes'
  return Object.values(ALLOWED).some((allowed) => allowed[side].includes(action)) ? 'not-now' : 'not-yours'
}

const WAITING: readonly ThreadState[] = ['begun', 'referred', 'queued']

/**
 * May the viewer do this on this thread, as it is now? Whoever began it corrects who the person is until a team has taken the
 * person in anew, also while a former team still stands as the one that carried. Whose part has ended and who was then let in
 * finishes a step they are named for, as every receiver does.
 */
export function rightOn(viewer: Viewer, thread: CarriedThread, action: WorkAction): Right {
  const relation = relationTo(viewer, thread)
  if (action === 'identity' && relation === 'holder' && inUnit(viewer, thread.unitId) && WAITING.includes(thread.state))
    return 'yes'
  if (action === 'finish' && relation === 'keeper' && isLetIn(viewer, thread))
    return rightTo(action, 'receiver', thread.state)
  return rightTo(action, relation, thread.state)
}

/** All rights of the viewer on a thread, for the buttons of its page. */
export const rightsOn = (viewer: Viewer, thread: CarriedThread): Rights =>
  Object.fromEntries(WORK_ACTIONS.map((action) => [action, rightOn(viewer, thread, action)])) as Rights

/**
 * May the viewer be told which unit it is? An office's name says what a person gets there (income support, psychiatry): it is for
 * those who hold the thread, work there, or broke the glass. Everyone else is told the authority. A team is no secret to whom it
 * let in.
 */
export const mayNameUnit = (
  viewer: Viewer,
  thread: Pick<CarriedThread, 'threadId' | 'acl'>,
  unit: { unitId: number; kind: UnitKind },
): boolean =>
  unit.kind === 'team' ||
  inUnit(viewer, unit.unitId) ||
  ['own_unit', 'break_glass'].includes(groundOf(viewer, thread.threadId, thread.acl))

/** The held role a row of the viewer's is written as: its unit and authority own the row. */
export function writesAs(viewer: Viewer, thread: CarriedThread): HeldRole | undefined {
  const relation = relationTo(viewer, thread)
  const main = mainUnit(viewer)
  const roles = main ? [main, ...viewer.roles.filter((held) => held !== main && inUnit(viewer, held.unitId))] : []
  if (relation === 'carrier') return roles.find((held) => held.unitId === carryingUnit(thread))
  if (relation === 'holder' || relation === 'keeper') return roles.find((held) => holdsThread(thread, held.unitId))
  if (relation !== 'receiver') return undefined
  return roles.find((held) => [held.unitId, held.authorityId].some((body) => thread.acl.includes(body * 16 + MAY_KNOW)))
}
