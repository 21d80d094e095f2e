import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv, writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { day } from '../../../shared/calendar-day.ts'
import { someEntry, someProvider } from '../entry.build.ts'
import { type EntryFacts, factsOf } from '../entry.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { SHEET_COLUMNS } from './sheet-column.ts'
import { namesOf } from './sheet-names.ts'
import { bodies, entry, place, plan } from './sheet-plan.build.ts'
import { decided } from './sheet-plan.ts'
import { entryRows, mapWorkbook } from './sheet-template.ts'

describe('the template', () => {
  test.each(['sv', 'en', 'ar'] as const)(
    'in %s is read as it was meant, with the words of its lists',
    async (lang) => {
      const names = namesOf(bodies, [], [place('Kvarngatan 3')])
      const [guide, rows, example, lists] = mapWorkbook([], names, lang)
      const filled = [guide!, { ...rows!, rows: example!.rows }, example!, lists!]
      const back = await plan(await writeWorkbook(filled), [], { sheet: rows!.name })
      expect(back.choices).toEqual(SHEET_COLUMNS)
      expect(back.rows).toHaveLength(1)
      expect(back.rows[0]!.problems).toEqual([])
      expect(back.rows[0]!.facts).toMatchObject({
        kind: 'intervention',
        targetGroups: ['long_unemployed', 'mental_ill_health'],
        ageFrom: 18,
        ageTo: 64,
        duration: { from: 3, to: 6, unit: 'month' },
        waysIn: ['self', 'referral'],
        isPublic: true,
        unread: {},
      })
      // Every word that a list offers means something to the reader.
      const at = (column: (typeof SHEET_COLUMNS)[number]) => SHEET_COLUMNS.indexOf(column)
      for (const [number, heading] of lists!.header!.entries()) {
        const column = SHEET_COLUMNS.find((one) => columnTexts(lang)(one) === heading)!
        for (const [word] of lists!.rows.map((row) => [row[number]]).filter(([one]) => one)) {
          const cells = SHEET_COLUMNS.map((one) => (one === 'name' ? 'Prov' : null) as string | null)
          cells[at(column)] = String(word)
          const one = await plan(writeCsv([rows!.header!, cells]), [], { mayWrite: () => true })
          expect([heading, word, one.rows[0]!.problems]).toEqual([heading, word, []])
        }
      }
    },
    60_000,
  )
})

describe('out and in again', () => {
  const text = fc
    .oneof(
      fc.constantFrom(
        '=1+1',
        '+46 8',
        '-',
        '@SUM(A1)',
        "'",
        '#REF!',
        'Å;Ä',
        'a, b',
        'rad\nrad',
        'ca 3 mån',
        'NA',
        '007',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !/[\p{Cc}\ufeff\ufffe\uffff]/u.test(one)),
    )
    .map((one) => one.trim())
  const facts: fc.Arbitrary<Partial<EntryFacts>> = fc.record({
    name: text.filter((one) => one !== ''),
    kind: fc.constantFrom('intervention', 'activity'),
    method: text,
    conditions: text,
    costNote: text,
    costKr: fc.option(fc.nat(9999)),
    ageFrom: fc.option(fc.integer({ min: 0, max: 40 })),
    ageTo: fc.option(fc.integer({ min: 41, max: 120 })),
    capacity: fc.option(fc.record({ value: fc.nat(500), on: fc.constant(day('2026-03-01')) })),
    languages: fc.subarray(['sv', 'ar', 'kmr', 'prs', 'xx']),
    targetGroups: fc.subarray(['young', 'neet', 'parents'] as const).map((all) => [...all]),
    duration: fc.option(
      fc.record({ from: fc.constant(3), to: fc.integer({ min: 3, max: 9 }), unit: fc.constantFrom('week', 'month') }),
    ),
    openings: fc.array(
      fc.record({
        fromOn: fc.constant(null),
        untilOn: fc.constant(null),
        weekdays: fc.constant(['MO' as const]),
        opensAt: fc.constant('09:00'),
        closesAt: fc.constant(null),
        note: text,
      }),
      { maxLength: 2 },
    ),
    about: fc.record({ sv: text, easy: text, en: text, ar: text }),
    unread: fc.dictionary(
      fc.constantFrom('Ålder', 'Övrigt', 'Kommentar 2'),
      text.filter((one) => one !== ''),
    ),
    status: fc.constantFrom('planned', 'active', 'paused', 'closed'),
    isPublic: fc.boolean(),
  })
  const worlds = fc.array(facts, { minLength: 1, maxLength: 5 }).map((all) => {
    const at = [place('Kvarngatan 3'), place('Torget; rum 2')]
    const provider = entry(someProvider({ authorityId: 1 }))
    const entries = all.map((one, number) =>
      entry(
        someEntry({ ...one, authorityId: 1, providerId: number % 2 ? provider.entryId : null }),
        number % 3 ? at : [],
      ),
    )
    const links = entries.slice(1).map((to) => ({ toEntryId: to.entryId, kind: 'onward' as const, note: '' }))
    return [provider, { ...entries[0]!, links }, ...entries.slice(1)]
  })

  test('changes nothing, as a workbook and as text', { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.boolean(), async (entries, asText) => {
        const names = namesOf(
          bodies,
          entries,
          entries.flatMap((one) => one.places),
        )
        const { header, rows } = entryRows(entries, names)
        const bytes = asText ? writeCsv([header, ...rows]) : await writeWorkbook(mapWorkbook(entries, names))
        const back = await plan(bytes, entries, asText ? {} : { sheet: 'Kartan' })
        expect(back.rows.map((row) => [row.outcome, row.differences])).toEqual(entries.map(() => ['same', []]))
        expect([...back.newPlaces, ...back.newProviders]).toEqual([])
        for (const row of back.rows) expect(decided(row, {}, 'theirs')).toEqual(factsOf(row.existing!))
      }),
      { numRuns: 60 },
    ),
  )
})
