import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHECKLIST_ANSWERS, CHECKLIST_ITEMS, itemsWith, readChecklist } from './checklist.ts'

test('only items and answers of the list are read, whatever is stored or sent', () => {
  fc.assert(
    fc.property(fc.anything(), (anything) => {
      for (const [item, answer] of Object.entries(readChecklist(anything))) {
        expect(CHECKLIST_ITEMS).toContain(item)
        expect(CHECKLIST_ANSWERS).toContain(answer)
      }
    }),
  )
  expect(readChecklist({ housing: 'yes', mind: 'often', other: 'yes', __proto__: { body: 'no' } })).toEqual({
    housing: 'yes',
  })
})

test('answers are told in the order of the list', () => {
  const list = readChecklist({ travel: 'yes', housing: 'yes', mind: 'no' })
  expect(itemsWith(list, 'yes')).toEqual(['housing', 'travel'])
  expect(itemsWith(list, 'unknown')).toEqual([])
})
