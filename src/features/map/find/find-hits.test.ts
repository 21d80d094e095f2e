import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FindList, forAges, hitsOf } from './find-hits.ts'
import { emptySet, has, inBoth, inEither, placesOf, setOf, sizeOf, without } from './find-set.ts'

const SIZE = 100
const places = fc.uniqueArray(fc.nat(SIZE - 1)).map((all) => all.sort((a, b) => a - b))
const set = (of: readonly number[]) => setOf(SIZE, of)

describe('a set of places', () => {
  test('is what a set is', () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        const [left, right] = [set(a), set(b)]
        expect([...placesOf(left)]).toEqual(a)
        expect(sizeOf(left)).toBe(a.length)
        expect([...placesOf(inBoth(left, right))]).toEqual(a.filter((one) => b.includes(one)))
        expect([...placesOf(without(left, right))]).toEqual(a.filter((one) => !b.includes(one)))
        expect(sizeOf(inEither(left, right))).toBe(new Set([...a, ...b]).size)
        for (let place = 0; place < SIZE; place++) expect(has(left, place)).toBe(a.includes(place))
      }),
    )
    expect([sizeOf(emptySet(0)), ...placesOf(emptySet(0))]).toEqual([0])
  })
})

type Drawn = { meets: number[]; named: number[]; exact: number[] | undefined }
const word: fc.Arbitrary<Drawn> = fc.record({
  meets: places,
  named: places,
  exact: fc.option(places, { nil: undefined }),
})
const item = fc.record({
  from: fc.constantFrom(0, 16, 18, 30),
  to: fc.constantFrom(24, 64, 200),
  neighbour: fc.boolean(),
  provider: fc.boolean(),
})

describe('hits', () => {
  test('are what meets everything, else a part; names as they were typed first, who arranges something last', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: SIZE, maxLength: SIZE }),
        fc.array(word, { maxLength: 3 }),
        fc.array(places, { maxLength: 2 }),
        fc.option(
          fc.constantFrom({ from: 0, to: 0 }, { from: 17, to: 17 }, { from: 25, to: 29 }, { from: 70, to: 70 }),
          {
            nil: undefined,
          },
        ),
        fc.record({ most: fc.integer({ min: 1, max: 30 }), take: fc.integer({ min: 1, max: 9 }), skip: fc.nat(30) }),
        (items, drawn, filters, age, { most, ...page }) => {
          // Whoever meets a word in its name meets it.
          const words = drawn.map((one) => ({ ...one, meets: [...new Set([...one.meets, ...one.named])] }))
          const where = (of: (one: (typeof items)[number]) => boolean) =>
            set(items.flatMap((one, place) => (of(one) ? place : [])))
          const list: FindList = {
            size: SIZE,
            ids: items.map((_, place) => `id ${place}`),
            ageFrom: Int16Array.from(items, ({ from }) => from),
            ageTo: Int16Array.from(items, ({ to }) => to),
            everything: set(items.map((_, place) => place)),
            neighbours: where(({ neighbour }) => neighbour),
            providers: where(({ provider }) => provider),
          }
          const narrow = (place: number) =>
            filters.every((one) => one.includes(place)) &&
            (age === undefined || (items[place]!.from <= age.to && items[place]!.to >= age.from))
          const all = items.map((_, place) => place).filter(narrow)
          const strict = all.filter((place) => words.every(({ meets }) => meets.includes(place)))
          const part = all.filter((place) => words.some(({ meets }) => meets.includes(place)))
          const loose = strict.length === 0 && words.length > 1
          const rank = (place: number) => {
            if (words.length === 0) return 0
            const inName = (one: Drawn) => one.named.includes(place)
            if (!(loose ? words.some(inName) : words.every(inName))) return 2
            const typed = words.filter((one) => one.exact !== undefined)
            return typed.length > 0 && typed.every((one) => one.exact!.includes(place)) ? 0 : 1
          }
          const expected = (loose ? part : strict).sort(
            (a, b) => Number(items[a]!.provider) - Number(items[b]!.provider) || rank(a) - rank(b) || a - b,
          )
          expect(
            hitsOf(
              list,
              {
                words: words.map((one) => ({
                  meets: set(one.meets),
                  named: set(one.named),
                  exact: one.exact && set(one.exact),
                })),
                filters: [...filters.map(set), ...(age === undefined ? [] : [forAges(list, age)])],
              },
              most,
              page,
            ),
          ).toEqual({
            total: Math.min(expected.length, most),
            most: expected.length > most,
            loose: loose && expected.length > 0,
            items: expected
              .slice(page.skip, page.skip + page.take)
              .map((place) => ({ id: `id ${place}`, neighbour: items[place]!.neighbour })),
          })
        },
      ),
    )
  })
})
