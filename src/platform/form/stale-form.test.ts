import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeStale, openedValues, type Values } from './stale-form.ts'

const names = ['what', 'who', 'dueOn', 'box']
const values: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.constantFrom('', 'a', 'b', 'c')])),
)

test('who changed nothing gets what the other saved', () => {
  fc.assert(
    fc.property(values, values, (opened, saved) => {
      expect(mergeStale(opened, opened, saved)).toMatchObject({ values: saved, mine: [] })
    }),
  )
})

test('when the other changed nothing, everything stays as typed', () => {
  fc.assert(
    fc.property(values, values, (opened, typed) => {
      expect(mergeStale(opened, typed, opened)).toMatchObject({ values: typed, theirs: [] })
    }),
  )
})

test('every change of mine is kept, and every change of theirs that I did not touch', () => {
  fc.assert(
    fc.property(values, values, values, (opened, typed, saved) => {
      const merged = mergeStale(opened, typed, saved)
      for (const name of names) {
        const untouched = typed[name] === opened[name]
        expect(merged.values[name]).toBe(untouched ? saved[name] : typed[name])
        expect(merged.mine.includes(name)).toBe(!untouched)
        expect(merged.theirs.includes(name)).toBe(saved[name] !== opened[name])
      }
    }),
  )
})

test('a box I unticked is my change, a field that came up empty is nobody’s', () => {
  expect(mergeStale({ box: 'yes' }, {}, { box: 'yes' })).toEqual({ values: { box: '' }, mine: ['box'], theirs: [] })
  expect(mergeStale({}, { why: '' }, {})).toEqual({ values: {}, mine: [], theirs: [] })
  expect(mergeStale({}, { why: 'so' }, {})).toEqual({ values: { why: 'so' }, mine: ['why'], theirs: [] })
})

test('what a form says it was opened with may be anything', () => {
  expect(openedValues('{"a":"b","n":1}')).toEqual({ a: 'b', n: '1' })
  for (const text of [undefined, '', '{', 'null', '"x"', '3']) expect(openedValues(text)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => void openedValues(text)))
})
