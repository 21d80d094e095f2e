import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardRelease, type Release } from './release-guard.ts'

/** People are numbers; `has` says who has the one thing that is counted. */
const release = (name: string, people: readonly number[], has: (one: number) => boolean): Release => ({
  name,
  people: new Set(people),
  shown: new Map([['has', people.filter(has).length]]),
})
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
const guard = (saved: readonly Release[], next: Release, has: (one: number) => boolean) =>
  guardRelease(saved, next, (people) => people.filter(has).length)

describe('a second filter', () => {
  const even = (one: number) => one % 2 === 0

  test('that leaves out three people is refused', () => {
    const saved = [release('alla', range(0, 60), even)]
    expect(guard(saved, release('utan tre', range(0, 57), even), even)).toEqual({
      ok: false,
      because: 'few-people',
      with: ['alla'],
    })
  })

  test('that leaves out twenty, one of whom has it, hides that number', () => {
    const has = (one: number) => one < 20 || one === 50
    const saved = [release('alla', range(0, 60), has)]
    expect(guard(saved, release('de första', range(0, 40), has), has)).toEqual({
      ok: true,
      alsoHidden: new Set(['has']),
    })
  })

  test('that leaves out many on both sides, and one about other people, are shown', () => {
    const saved = [release('alla', range(0, 60), even)]
    expect(guard(saved, release('hälften', range(0, 30), even), even)).toEqual({ ok: true, alsoHidden: new Set() })
    expect(guard(saved, release('andra', range(100, 130), even), even)).toEqual({ ok: true, alsoHidden: new Set() })
  })

  test('that with two saved ones leaves a few between them is not given away by all three', () => {
    const has = (one: number) => one % 3 !== 0 || one >= 50
    const saved = [release('a', range(0, 25), has), release('b', range(25, 50), has)]
    const next = release('alla', range(0, 53), has)
    const result = guard(saved, next, has)
    expect(result.ok && result.alsoHidden.size === 0).toBe(false)
  })
})

test('no difference of two tables that were let through tells of one to four', () =>
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 15, max: 60 })), { minLength: 2, maxLength: 4 }),
      (owners, spans) => {
        const has = (one: number) => owners[one] ?? false
        const out: Release[] = []
        for (const [at, [from, length]] of spans.entries()) {
          const next = release(`${at}`, range(from, Math.min(60, from + length)), has)
          const small = next.shown.get('has')!
          if (small > 0 && small < 5) continue
          const result = guard(out, next, has)
          if (result.ok) out.push({ ...next, shown: result.alsoHidden.has('has') ? new Map() : next.shown })
        }
        for (const a of out)
          for (const b of out) {
            if (![...b.people].every((one) => a.people.has(one))) continue
            const people = a.people.size - b.people.size
            expect(people === 0 || people >= 5).toBe(true)
            const [all, some] = [a.shown.get('has'), b.shown.get('has')]
            if (all !== undefined && some !== undefined) expect(all === some || all - some >= 5).toBe(true)
          }
      },
    ),
    { numRuns: 80 },
  ))
