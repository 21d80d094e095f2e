import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** One word for one thing in Arabic, too: what is not to be written, what is written instead, and where (everywhere unless told). */
const AVOID: readonly { word: RegExp; instead: string; within?: RegExp }[] = [
  { word: /قضية|رقم الملف/, instead: 'الحالة (case)' },
  { word: /(?<!رئيس )مسؤول(?!ة| حماية| عن)/, instead: 'جهة الاتصال (contact)', within: /features\/thread\// },
  { word: /المسؤول عنك/, instead: 'جهة الاتصال الخاصة بك (contact)', within: /features\/thread\// },
  { word: /افتح المسار|إنهاء مسار الشخص|مسار لشخص|ومساره/, instead: 'الخيط (thread); المسار is a track' },
  { word: /إدخال/, instead: 'المدخل (entry)', within: /map\/texts\/(?:entry|map|quality|review)/ },
  { word: /تدخّل/, instead: 'برنامج دعم (intervention)' },
  { word: /(?:وحدتك|وحدتكم|(?<!تشعر ب)الوحدة|الوحدات|وحدات)/, instead: 'القسم (unit)' },
  { word: /زيارة تعريفية|زيارة دراسية|زيارة اطلاع/, instead: 'زيارة تعارف (study visit)' },
  { word: /الاقتصاد/, instead: 'الوضع المالي (economy)' },
  { word: /التقييم(?! الذاتي)/, instead: 'وصف الوضع (assessment)', within: /features\/(thread|access)\// },
  { word: /خدمة التوظيف/, instead: 'مكتب العمل (employment service)' },
  { word: /اً/, instead: 'ًا (the mark stands before the alif)' },
  { word: /[\u0621-\u064a]\s?,/, instead: '، (the Arabic comma)' },
]
/** Where the word means something else: loneliness, and whose responsibility a statement is. */
const RIGHT = ['target.lonely', 'accessibility.provider', 'data.controller']

const faultsOf = (file: string, texts: Record<string, string>): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    AVOID.filter(({ word, within }) => word.test(text) && (within?.test(file) ?? true) && !RIGHT.includes(key)).map(
      ({ word, instead }) => `${file} ${key}: ${word.exec(text)?.[0]} → ${instead}`,
    ),
  )

test('Arabic texts keep to one word for one thing', () => {
  const files = globSync('src/**/texts/*ar.json')
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap((file) => faultsOf(file, JSON.parse(readFileSync(file, 'utf8'))))).toEqual([])
})

test.for([
  ['القضية {number}', 'الحالة'],
  ['لا يوجد مسؤول', 'جهة الاتصال'],
  ['منذ 42 يوماً', 'ًا'],
  ['الوحدة تعمل معك', 'القسم'],
  ['الصحة, العمل', '،'],
] as const)('"%s" would be found', ([text, instead]) => {
  expect(faultsOf('src/features/thread/texts/x.ar.json', { key: text }).join()).toContain(instead)
})

test('other words with the same letters are let be', () => {
  const file = 'src/features/thread/texts/x.ar.json'
  for (const text of ['القسم المسؤولة عنه', 'مسؤول حماية البيانات', 'جهة الاتصال', 'برنامج دعم'])
    expect(faultsOf(file, { key: text })).toEqual([])
})
