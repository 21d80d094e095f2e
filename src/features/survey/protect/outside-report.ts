import { figuresOf } from '../core/figures.ts'
import { type QuantityId, quantitiesOf } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { Crowd, peopleOf, printedOf } from './crowd.ts'
import { givenAway, knownBefore } from './given-away.ts'
import { type OutsideRules, protectSurvey } from './protected-survey.ts'
import type { SavedRelease } from './release.ts'
import { type Guarded, guardRelease } from './release-guard.ts'
import { toldOf } from './told.ts'

export type OutsideReport =
  /** Numbers as they are printed, rounded where they are to be, and the names of those that are hidden. What is in neither is 0. */
  | { ok: true; shown: Map<QuantityId, number>; hidden: ReadonlySet<QuantityId> }
  | { ok: false; because: 'too-few' | 'few-people' | 'small-number' | 'too-many'; with: readonly string[] }
  /** Whoever knows the people of these units would be left with too few others. */
  | { ok: false; because: 'few-beside'; with: readonly string[]; insiders: readonly Insider[] }

/** Whoever leads a unit knows everybody whose code begins so; who leads several, everybody of all of them. */
export type Insider = readonly string[]

/** What is known of the people beside their lines. */
export type Knowing = {
  /** Who a code is about; a person with several codes counts once. */
  personOf?: (code: string) => string
  /** Leaders read too, and know what the others of a report have in common. */
  insiders?: readonly Insider[]
}

/** Hiding more may lay something else open, which is then hidden too; so often at most. */
const MOST_ATTEMPTS = 6
const NOTHING: ReadonlySet<QuantityId> = new Set()

/**
 * What of some rounds may leave their units beside everything that has left them before, all taken together. People are the same when code and answers are
 * the same, in this round or another: so neither a filter nor a month later isolates somebody.
 */
export function outsideReport(
  people: readonly Rating[],
  rules: OutsideRules,
  saved: readonly SavedRelease[],
  rounds: readonly string[],
  { personOf = (code) => code, insiders = [] }: Knowing = {},
): OutsideReport {
  const figures = figuresOf(surveyOf(people))
  const quantities = quantitiesOf(figures)
  const crowd = new Crowd(personOf)
  const sights = [undefined, ...insiders].flatMap((insider) => sightOf(insider) ?? [])
  const also = new Set<QuantityId>()
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const within = sights.flatMap(({ insider, others, known }) =>
      others ? [{ insider, ...protectSurvey(others, rules, also, undefined, known) }] : [],
    )
    const few = within.filter(({ tooFew }) => tooFew).map(({ insider }) => insider!)
    if (few.length > 0 && also.size === 0) return { ok: false, because: 'few-beside', with: [], insiders: few }
    if (few.length > 0) break
    const out = new Set(within.flatMap(({ hidden }) => [...hidden]))
    const safe = protectSurvey(figures, rules, also, out, sights[0]!.known)
    if (safe.tooFew) return { ok: false, because: 'too-few', with: [] }
    const shown = [...quantities].filter(([id]) => !safe.hidden.has(id))
    const printed = printedOf(new Set(shown.map(([id]) => id)), safe.hidden)
    const told = new Set<QuantityId>()
    for (const { own, releases } of sights) {
      const next = { name: '', people: own, shown: peopleOf(printed), printed, sameRound: true }
      const result: Guarded = guardRelease(releases, next, crowd.line, rules)
      if (!result.ok) return result
      for (const id of [...result.alsoHidden, ...givenAway(releases, next)]) told.add(id)
    }
    const more = [...told].filter((id) => !also.has(id))
    if (more.length < told.size) break
    if (more.length === 0)
      return { ok: true, shown: new Map(shown.map(([id]) => [id, safe.shown(id) as number])), hidden: safe.hidden }
    for (const id of more) also.add(id)
  }
  return { ok: false, because: 'small-number', with: saved.map(({ name }) => name) }

  /** What somebody is left with who reads all reports and knows the people of a unit; undefined where that is nobody of this report. */
  function sightOf(insider: Insider | undefined) {
    const isUnknown = (code: string) => !insider?.some((unit) => code.startsWith(unit))
    const others = people.filter(({ code }) => isUnknown(code))
    if (insider !== undefined && others.length === 0) return undefined
    const releases = saved.map((one) =>
      crowd.release(
        one,
        one.rounds.some((round) => rounds.includes(round)),
        isUnknown,
      ),
    )
    const inside = others.length < people.length
    const own = crowd.places(others.map(toldOf))
    return {
      insider,
      own,
      releases,
      known: knownBefore(releases, { name: '', people: own, shown: NOTHING, printed: NOTHING, sameRound: true }),
      others: inside ? figuresOf(surveyOf(others)) : undefined,
    }
  }
}
