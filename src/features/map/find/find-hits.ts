import type { AgeSpan } from './find-age.ts'
import { emptySet, has, inBoth, inEither, type PlaceSet, placesOf, setWhere, sizeOf, without } from './find-set.ts'

/** Everything an open map shows, in the order of the pages: who arranges something after what is arranged, then by name. */
export type FindList = {
  size: number
  ids: readonly string[]
  ageFrom: Int16Array
  ageTo: Int16Array
  everything: PlaceSet
  neighbours: PlaceSet
  providers: PlaceSet
}

/** What one word or one filter meets: in everything that is written, in the names, there as it was typed. */
export type Met = {
  meets: PlaceSet
  named: PlaceSet
  /** Undefined where nothing was typed: a filter. */
  exact: PlaceSet | undefined
}

/** What a search finds. */
export type Hits = {
  total: number
  /** There are more than `total`. */
  most: boolean
  /** Nothing meets everything that was asked; these meet a part. */
  loose: boolean
  items: { id: string; neighbour: boolean }[]
}

const all = (sets: readonly PlaceSet[]): PlaceSet | undefined => (sets.length === 0 ? undefined : sets.reduce(inBoth))
const any = (list: FindList, sets: readonly PlaceSet[]): PlaceSet => sets.reduce(inEither, emptySet(list.size))

/** Who takes somebody of an age, or of any age from one to another. */
export const forAges = ({ size, ageFrom, ageTo }: FindList, { from, to }: AgeSpan): PlaceSet =>
  setWhere(size, (place) => ageFrom[place]! <= to && ageTo[place]! >= from)

export type Wanted = {
  /** Every word, or where nothing has them all, any of them. */
  words: readonly Met[]
  /** Each of them. */
  filters: readonly PlaceSet[]
}

/** Places in the order they are shown: in the name as typed, in the name, in the text; who arranges something last. */
function* inOrder({ providers }: FindList, found: PlaceSet, named: PlaceSet, exact: PlaceSet): Generator<number> {
  const [inName, inText] = [inBoth(found, named), without(found, named)]
  const ranked = [inBoth(inName, exact), without(inName, exact), inText]
  for (const one of ranked) yield* placesOf(without(one, providers))
  for (const one of ranked) yield* placesOf(inBoth(one, providers))
}

/** What meets all that is wanted: of more than `most` only that there are more, and one page of them. */
export function hitsOf(
  list: FindList,
  { words, filters }: Wanted,
  most: number,
  page: { take: number; skip: number },
): Hits {
  const meets = words.map((one) => one.meets)
  const named = words.map((one) => one.named)
  const narrow = all(filters)
  const narrowed = (set: PlaceSet): PlaceSet => (narrow ? inBoth(set, narrow) : set)
  const none = emptySet(list.size)

  const strict = narrowed(all(meets) ?? list.everything)
  const loose = words.length > 1 && sizeOf(strict) === 0
  const found = loose ? narrowed(any(list, meets)) : strict
  const total = sizeOf(found)
  const items: Hits['items'] = []
  const exact = words.flatMap((one) => one.exact ?? [])
  const order = inOrder(list, found, (loose ? any(list, named) : all(named)) ?? none, all(exact) ?? none)
  let at = 0
  for (const place of order) {
    if (at >= page.skip + page.take) break
    if (at++ < page.skip) continue
    items.push({ id: list.ids[place]!, neighbour: has(list.neighbours, place) })
  }
  return { total: Math.min(total, most), most: total > most, loose: loose && total > 0, items }
}
