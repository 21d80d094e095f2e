import fc from 'fast-check'
import type { Disclosable, Disclosure, Role, Row, RowTable, Thread, User, World } from './world.ts'

const DISCLOSABLE: Disclosable[] = ['plan', 'attendance', 'assessment', 'health', 'economy', 'notes']
/** Few and alike, so that a search finds several and two people share a name. */
const FAMILY = ['Berg', 'Bergman', 'Åberg', 'Öst', 'Haddad', 'حداد']
const GIVEN = ['Sara', 'Samir', 'Åsa', 'Éva']

/** Which categories the rows of a table may have. */
const TABLES: { table: RowTable; categories: Row['category'][]; shared?: true }[] = [
  { table: 'referral', categories: ['referral'], shared: true },
  { table: 'queue_entry', categories: ['referral'], shared: true },
  { table: 'assignment', categories: ['identity'] },
  { table: 'track', categories: ['plan'] },
  { table: 'note', categories: DISCLOSABLE },
  { table: 'household_member', categories: ['assessment'] },
  { table: 'next_step', categories: ['plan'] },
  { table: 'discharge', categories: ['plan'] },
  { table: 'thread_event', categories: [...DISCLOSABLE, 'identity', 'held', 'referral'], shared: true },
]

/** Long enough ago that sight may have ended since, or not. */
const passed = fc.integer({ min: -25, max: 0 })

const index = (list: unknown[]) => fc.nat({ max: list.length - 1 })
const from = fc.integer({ min: -20, max: 8 })
const until = fc.option(fc.integer({ min: -10, max: 20 }), { freq: 3 })
/** A period that may have passed, run, or not yet begun on the day the world is built. */
const period = fc
  .tuple(from, fc.integer({ min: 0, max: 15 }))
  .map(([start, days]) => ({ from: start, until: start + days }))

const units: fc.Arbitrary<Pick<World, 'authorities' | 'units'>> = fc
  .array(fc.constantFrom('municipality', 'region', 'employment', 'insurance'), { minLength: 2, maxLength: 3 })
  .chain((kinds) =>
    fc
      .array(fc.record({ authority: index(kinds), kind: fc.constantFrom('office', 'team', 'care') }), {
        minLength: 2,
        maxLength: 4,
      })
      .map((made) => ({
        // The association itself is always there, with an office that must never see anybody.
        authorities: [...kinds.map((kind) => ({ kind })), { kind: 'association' as const }],
        units: [...made, { authority: kinds.length, kind: 'association' as const }],
      })),
  ) as fc.Arbitrary<Pick<World, 'authorities' | 'units'>>

const role = (all: World['units']): fc.Arbitrary<Role> =>
  fc
    .record({
      unit: index(all),
      role: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom('caseworker', 'team_member', 'team_leader') },
        { weight: 1, arbitrary: fc.constantFrom('association_head', 'administrator', 'log_reviewer') },
      ),
      from: fc.integer({ min: -30, max: 5 }),
      until,
    })
    .map((one) => ({ ...one, until: one.until === null ? null : Math.max(one.from, one.until) })) as fc.Arbitrary<Role>

const user = (all: World['units']): fc.Arbitrary<User> =>
  fc.record({
    active: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    roles: fc.array(role(all), { minLength: 0, maxLength: 2 }),
  })

const sent = fc.record({
  state: fc.constantFrom('sent' as const, 'accepted' as const, 'taken' as const, 'taken' as const, 'declined' as const),
  on: passed,
})

const rowOf = (working: number): fc.Arbitrary<Row> =>
  fc.constantFrom(...TABLES).chain(({ table, categories, shared }) =>
    fc.record({
      table: fc.constant(table),
      unit: fc.nat({ max: working - 1 }),
      also: shared ? fc.option(fc.nat({ max: working - 1 })) : fc.constant(null),
      category: fc.constantFrom(...categories),
      late: fc.boolean(),
      ...(table === 'referral' && { sent: fc.option(sent, { nil: undefined }) }),
      ...(table === 'discharge' && {
        ended: fc.record({ on: passed, reopened: fc.option(fc.integer({ min: -24, max: 0 })) }),
      }),
    }),
  ) as fc.Arbitrary<Row>

function disclosure(
  world: Pick<World, 'authorities' | 'units'>,
  working: number,
  consents: number,
): fc.Arbitrary<Disclosure> {
  return fc
    .record({
      unit: fc.nat({ max: working - 1 }),
      to: fc.oneof(
        fc.record({ authority: fc.nat({ max: world.authorities.length - 2 }) }),
        fc.record({ unit: fc.nat({ max: working - 1 }) }),
      ),
      categories: fc.subarray(DISCLOSABLE, { minLength: 1, maxLength: 4 }),
      consent: consents > 0 ? fc.option(fc.nat({ max: consents - 1 })) : fc.constant(null),
      withdrawn: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    .chain((one) => period.map((days) => ({ ...one, ...days })))
}

/** What the queue stands on; often what led to the team's work. */
function firstReferral({ home, team, intake }: Pick<Thread, 'home' | 'team' | 'intake'>): Row {
  const led = team !== null && intake !== null && intake % 3 !== 0
  return {
    ...{ table: 'referral', unit: home, also: led ? team : null, category: 'referral', late: false },
    ...(led && { sent: { state: 'taken', on: intake } }),
  }
}

const thread = (world: Pick<World, 'authorities' | 'units'>, users: number): fc.Arbitrary<Thread> => {
  // The last unit is the association's.
  const working = world.units.length - 1
  const unit = fc.nat({ max: working - 1 })
  // Also the association's own, written past the rules by the owner: its staff must see nobody even then.
  const anyUnit = fc.nat({ max: working })
  return fc
    .record({
      home: unit,
      team: fc.option(unit),
      active: fc.boolean(),
      intake: fc.option(passed),
      ended: fc.option(passed),
      homeUntil: fc.option(fc.integer({ min: -3, max: 6 }), { freq: 6 }),
      others: fc.array(fc.record({ unit: anyUnit, since: fc.integer({ min: -20, max: 5 }), until }), { maxLength: 2 }),
      protection: fc.oneof(
        { weight: 3, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom('marking' as const, 'protected_registration' as const) },
      ),
      named: fc.uniqueArray(fc.nat({ max: users - 1 }), { maxLength: 2 }),
      given: fc.constantFrom(...GIVEN),
      family: fc.constantFrom(...FAMILY),
      number: fc.option(fc.nat({ max: 5 })),
      rows: fc.array(rowOf(working), { minLength: 1, maxLength: 6 }),
      consents: fc.array(fc.record({ unit, withdrawn: fc.boolean() }), { maxLength: 2 }),
      glass: fc.array(fc.record({ user: fc.nat({ max: users - 1 }), unit: anyUnit, open: fc.boolean() }), {
        maxLength: 1,
      }),
    })
    .chain(({ homeUntil, others, consents, ...rest }) =>
      fc.array(disclosure(world, working, consents.length), { maxLength: 3 }).map(
        (disclosures): Thread => ({
          ...rest,
          active: rest.active && rest.ended === null,
          // What the queue stands on.
          rows: [firstReferral(rest), ...rest.rows],
          consents,
          // A consent is one authority's: its disclosures are decided by the unit that took it.
          disclosures: disclosures
            .map((one) => (one.consent === null ? one : { ...one, unit: consents[one.consent]!.unit }))
            // Nobody discloses to the own unit.
            .map((one) =>
              'unit' in one.to && one.to.unit === one.unit
                ? { ...one, to: { authority: world.units[one.unit]!.authority } }
                : one,
            ),
          holders: [
            { unit: rest.home, since: -25, until: homeUntil },
            ...others
              .filter(
                (one, at) => one.unit !== rest.home && others.findIndex((other) => other.unit === one.unit) === at,
              )
              .map((one) => ({ ...one, until: one.until === null ? null : Math.max(one.since, one.until) })),
          ],
        }),
      ),
    )
}

export const worlds: fc.Arbitrary<World> = units.chain((world) =>
  fc
    .array(user(world.units), { minLength: 2, maxLength: 4 })
    .chain((users) =>
      fc
        .array(thread(world, users.length), { minLength: 1, maxLength: 3 })
        .chain((threads) =>
          fc.integer({ min: 1, max: 20 }).map((sightDays) => ({ ...world, sightDays, users, threads })),
        ),
    ),
)
