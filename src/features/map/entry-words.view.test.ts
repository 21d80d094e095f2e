import { expect, test } from 'vitest'
import { codeList } from './entry-words.view.tsx'

test('words of a list in a sentence: only the first begins with a capital', () => {
  expect(codeList('sv', 'target', ['long_unemployed', 'young', 'everyone'])).toBe('Långtidsarbetslösa, unga och alla')
  expect(codeList('en', 'way', ['referral', 'care'])).toBe('Referral and through health care')
  expect(codeList('ar', 'way', ['referral', 'care'])).toBe('إحالة وعن طريق الرعاية الصحية')
  expect(codeList('sv', 'need', [])).toBe('')
})
