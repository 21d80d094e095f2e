import { describe, expect, test } from 'vitest'
import type { HeldRole, Viewer } from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'
import {
  type CarriedThread,
  partEnded,
  type Relation,
  type Right,
  relationTo,
  rightOn,
  rightsOn,
  rightTo,
  WORK_ACTIONS,
  type WorkAction,
  writesAs,
} from './thread.access.ts'

const STATES: ThreadState[] = ['begun', 'referred', 'queued', 'active', 'discharged']
const RELATIONS: Relation[] = ['carrier', 'holder', 'keeper', 'receiver', 'reader', 'none']

/** Said once more in the simplest form: one line a relation and state, one letter an action (y yes, n not now, – never). */
//            contact step track note household discharge reopen, then consent disclose withdraw protect, finish identity
const EXPECTED: Record<Relation, Record<ThreadState, string>> = {
  carrier: {
    begun: 'yyyyynnyyyyyy',
    referred: 'yyyyynnyyyyyy',
    queued: 'yyyyynnyyyyyy',
    active: 'yyyyyynyyyyyy',
    discharged: 'nnnynnynyyyny',
  },
  holder: {
    begun: '--yy---yyyyy-',
    referred: '--yy---yyyyy-',
    queued: '--yy---yyyyy-',
    active: '--yy---yyyyy-',
    discharged: '--ny---nyyyn-',
  },
  keeper: {
    begun: '---y-----y---',
    referred: '---y-----y---',
    queued: '---y-----y---',
    active: '---y-----y---',
    discharged: '---y-----y---',
  },
  receiver: {
    begun: '--yy-------y-',
    referred: '--yy-------y-',
    queued: '--yy-------y-',
    active: '--yy-------y-',
    discharged: '--ny-------n-',
  },
  reader: {
    begun: '-------------',
    referred: '-------------',
    queued: '-------------',
    active: '-------------',
    discharged: '-------------',
  },
  none: {
    begun: '-------------',
    referred: '-------------',
    queued: '-------------',
    active: '-------------',
    discharged: '-------------',
  },
}
const LETTER: Record<string, Right> = { y: 'yes', n: 'not-now', '-': 'not-yours' }

const everyCase = RELATIONS.flatMap((relation) =>
  STATES.flatMap((state) =>
    WORK_ACTIONS.map((action, at): [Relation, ThreadState, WorkAction, Right] => [
      relation,
      state,
      action,
      LETTER[EXPECTED[relation][state][at]!]!,
    ]),
  ),
)

test.each(everyCase)('%s, thread %s: %s is %s', (relation, state, action, right) => {
  expect(rightTo(action, relation, state)).toBe(right)
})

const held = (unitId: number, authorityId: number, role: HeldRole['role'] = 'team_member'): HeldRole => ({
  role,
  unitId,
  authorityId,
  unitName: '',
  unitKind: unitId === 2 ? 'team' : 'office',
  authorityName: '',
  authorityKind: 'municipality',
})
const viewer = (roles: HeldRole[], glass: string[] = []): Viewer => ({
  userId: 'u',
  sessionId: 's',
  name: '',
  email: '',
  lang: 'sv',
  associationId: 1,
  roles,
  grantees: roles.flatMap((role) =>
    role.role === 'administrator'
      ? []
      : [0, 1, 2, 3, 4, 5, 6, 7].flatMap((code) => [role.unitId * 16 + code, role.authorityId * 16 + code]),
  ),
  glass,
})

/** Unit 1 (authority 11) began it, team 2 (authority 12) has taken the person in, authority 13 may know who it is. */
const thread = (change: Partial<CarriedThread> = {}): CarriedThread => ({
  threadId: 't',
  unitId: 1,
  teamUnitId: 2,
  state: 'active',
  acl: [1 * 16, 2 * 16, 13 * 16 + 7],
  lean: false,
  ...change,
})

describe('how somebody stands to a thread', () => {
  test.each<[string, Viewer, Partial<CarriedThread>, Relation, number | undefined]>([
    ['of the team', viewer([held(2, 12)]), {}, 'carrier', 2],
    ['of the unit that began it, after intake', viewer([held(1, 11)]), {}, 'holder', 1],
    ['of the unit that began it, before intake', viewer([held(1, 11)]), { teamUnitId: null }, 'carrier', 1],
    ['of a unit of an authority that was disclosed to', viewer([held(3, 13)]), {}, 'receiver', 3],
    ['of a unit that was disclosed to', viewer([held(4, 14)]), { acl: [4 * 16 + 7] }, 'receiver', 4],
    ['of the unit that began it, after its part', viewer([held(1, 11)]), { teamUnitId: null, lean: true }, 'keeper', 1],
    ['of another unit', viewer([held(5, 15)]), {}, 'none', undefined],
    ['who broke the glass', viewer([held(5, 15)], ['t']), {}, 'reader', undefined],
    ['who broke the glass of another thread', viewer([held(5, 15)], ['x']), {}, 'none', undefined],
    ['of the team and an office', viewer([held(5, 15), held(2, 12)]), {}, 'carrier', 2],
    ['of the office that began it and of another', viewer([held(5, 15), held(1, 11)]), {}, 'holder', 1],
    ['of a receiver and of another unit', viewer([held(5, 15), held(3, 13)]), {}, 'receiver', 3],
    ['who administers the team', viewer([held(2, 12, 'administrator')]), {}, 'none', undefined],
  ])('somebody %s', (_, who, change, relation, unitId) => {
    expect(relationTo(who, thread(change))).toBe(relation)
    expect(writesAs(who, thread(change))?.unitId).toBe(unitId)
  })

  test('a unit whose part has ended adds notes and closes what it opened, and nothing else', () => {
    const rights = rightsOn(viewer([held(1, 11)]), thread({ teamUnitId: null, state: 'discharged', lean: true }))
    expect(Object.entries(rights).flatMap(([action, right]) => (right === 'yes' ? [action] : []))).toEqual([
      'note',
      'withdraw',
    ])
  })

  test('whose part has ended and who was then let in finishes a step they are named for, and is told how it goes on', () => {
    const kept = thread({ unitId: 2, lean: true })
    for (const to of [1, 11]) {
      const letIn = { ...kept, acl: [1 * 16, 2 * 16, to * 16 + 7] }
      expect(rightOn(viewer([held(1, 11)]), letIn, 'finish')).toBe('yes')
      expect(rightOn(viewer([held(1, 11)]), { ...letIn, state: 'discharged' }, 'finish')).toBe('not-now')
      expect(rightOn(viewer([held(1, 11)]), letIn, 'track')).toBe('not-yours')
      expect(writesAs(viewer([held(1, 11)]), letIn)?.unitId).toBe(1)
      expect(partEnded(viewer([held(1, 11)]), letIn)).toBe(false)
    }
    expect(rightOn(viewer([held(1, 11)]), kept, 'finish')).toBe('not-yours')
    expect(partEnded(viewer([held(1, 11)]), kept)).toBe(true)
    expect(partEnded(viewer([held(3, 13)]), kept)).toBe(false)
  })

  test('rights are those of the relation', () => {
    expect(rightsOn(viewer([held(2, 12)]), thread())).toMatchObject({
      contact: 'yes',
      discharge: 'yes',
      reopen: 'not-now',
    })
    expect(rightsOn(viewer([held(1, 11)]), thread())).toMatchObject({ note: 'yes', household: 'not-yours' })
  })

  test('whoever began it corrects who the person is until a team has them again', () => {
    const [home, another] = [viewer([held(1, 11)]), viewer([held(6, 16)])]
    const acl = [1 * 16, 2 * 16, 6 * 16]
    for (const state of STATES) {
      const right = ['begun', 'referred', 'queued'].includes(state) ? 'yes' : 'not-yours'
      expect(rightOn(home, thread({ state }), 'identity'), state).toBe(right)
      expect(rightOn(another, thread({ state, acl }), 'identity'), state).toBe('not-yours')
    }
  })
})
