import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { readTable } from '../../../platform/spreadsheet/read.ts'
import { writeCsv, writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { someEntry, somePlace, someProvider } from '../entry.build.ts'
import type { Entry, EntryFacts } from '../entry.ts'
import { factsOf } from '../entry.ts'
import type { Place } from '../place.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { columnsOf, SHEET_COLUMNS } from './sheet-column.ts'
import { guessColumns, guessLayout } from './sheet-heading.ts'
import { namesOf } from './sheet-names.ts'
import { decided, type Planner, planSheet } from './sheet-plan.ts'
import { isBlank, readRow } from './sheet-row.ts'
import { entryRows, mapWorkbook } from './sheet-template.ts'
import { understood } from './sheet-understood.ts'

const today = day('2026-11-02')
const bodies = {
  authorities: [
    { authorityId: 1, kind: 'municipality' as const, name: 'Norrby kommun' },
    { authorityId: 2, kind: 'region' as const, name: 'Region Norr' },
  ],
  units: [{ unitId: 10, authorityId: 1, kind: 'team' as const, name: 'Teamet', phone: null, active: true }],
}
const place = (name: string): Place => ({ ...somePlace({ name }), placeId: newId(), version: 1 })
const entry = (facts: EntryFacts, places: Place[] = []): Entry => ({
  ...facts,
  entryId: newId(),
  placeIds: places.map((one) => one.placeId),
  places,
  verifiedOn: null,
  verifiedBy: null,
  createdOn: today,
  changedAt: '2026-11-01T00:00:00Z',
  version: 1,
})

async function plan(bytes: Uint8Array, entries: Entry[], options: Partial<Planner> & { sheet?: string } = {}) {
  const table = await readTable(bytes, 'karta.csv', { fillMerged: true, sheet: options.sheet })
  if (!table.ok) throw new Error(table.problem)
  const all = table.value.rows
  const { from, depth } = guessLayout(all.slice(0, 200).map((row) => row.cells))
  const headings = headingsOf(all.slice(from, from + depth).map((row) => row.cells))
  const choices = guessColumns(headings)
  const at = columnsOf(choices)
  const reader = { choices, headings, today, kind: 'intervention' as const }
  const rows = all
    .slice(from + depth)
    .map((row) => readRow(row, reader))
    .filter((row) => !isBlank(row))
  const names = namesOf(
    bodies,
    entries,
    entries.flatMap((one) => one.places),
  )
  return {
    choices,
    ...planSheet(rows, {
      names,
      authorityId: 1,
      columnAt: (column) => at.get(column) ?? null,
      headings,
      mayWrite: (authorityId) => authorityId === 1,
      isSettled: () => false,
      newId,
      ...options,
    }),
  }
}
const csv = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a messy sheet', () => {
  test('titles above two rows of headings, other names of columns, several things in a cell', async () => {
    const { choices, rows, newProviders, newPlaces } = await plan(
      csv(
        [
          'Matris över insatser 16–29;;;;;;;',
          ';;Ålder;;Kontakt;;;',
          'Insats;Utförare;Från;Till;Namn;Mejl;Målgrupp;Övrigt',
          'Hälsogrupp;Föreningen Handslaget;16;29;Receptionen;hej@prov.example;"Unga, psykisk ohälsa\noch föräldrar";Ring först',
          ';;;;;;;',
          'Gym;;från 18;;;;kosmonauter;',
        ].join('\n'),
      ),
      [],
    )
    expect(choices).toEqual([
      'name',
      'provider',
      'ageFrom',
      'ageTo',
      'contactName',
      'contactEmail',
      'targetGroups',
      'keep',
    ])
    expect(rows.map((row) => row.outcome)).toEqual(['new', 'new'])
    expect(rows[0]!.facts).toMatchObject({
      name: 'Hälsogrupp',
      ageFrom: 16,
      ageTo: 29,
      contact: { name: 'Receptionen', email: 'hej@prov.example' },
      targetGroups: ['young', 'mental_ill_health', 'parents'],
      unread: { 'Kontakt – Övrigt': 'Ring först' },
      providerId: newProviders[0]!.entryId,
      authorityId: 1,
    })
    expect(rows[1]!.facts).toMatchObject({ ageFrom: 18, ageTo: null, unread: { 'Kontakt – Målgrupp': 'kosmonauter' } })
    expect(rows[1]!.problems).toMatchObject([{ row: 6, column: 6, kind: 'words', value: 'kosmonauter' }])
    expect(newPlaces).toEqual([])
  })

  test('several rows about the same entry: lists grow, contradictions are kept as text', async () => {
    const { rows } = await plan(csv('Namn;Målgrupp;Ålder\nGym;Unga;16-29\nGym;Föräldrar;20-25\n'), [])
    expect(rows.map((row) => row.outcome)).toEqual(['new', 'joined'])
    expect(rows[0]!.facts).toMatchObject({
      targetGroups: ['young', 'parents'],
      ageFrom: 16,
      unread: { 'Ålder (rad 3)': '20–25 år' },
    })
    expect(rows[1]!.problems.map((one) => one.kind)).toEqual(['otherRow', 'twoRows'])
  })

  test('a unit where its authority should stand is the unit of its authority', async () => {
    const { rows } = await plan(csv('Namn;Organisation\nSamtal;Teamet\nGym;Teamet Syd\n'), [])
    expect(rows[0]!.facts).toMatchObject({ authorityId: 1, unitId: 10, unread: {} })
    expect(rows[0]!.problems).toEqual([])
    expect(rows[1]!.facts).toMatchObject({ unitId: null, unread: { Organisation: 'Teamet Syd' } })
  })

  test('a town where a place should stand is a place in that town; on a screen is a place too', async () => {
    const [house, hall] = [place('Rådhuset'), place('Hallen')].map((one, at) => ({
      ...one,
      area: ['Älvsta', 'Åbro'][at]!,
    }))
    const known = entry(someEntry({ name: 'Annat' }), [house!, hall!])
    const { rows, newPlaces } = await plan(
      csv('Namn;Var\nGym;Älvsta/Åbro\nSamtal;digitalt\nKurs;Rådhuset och Hallen\nTräff;Skolan / Hallen\n'),
      [known],
    )
    expect(newPlaces.map(({ name, kind, area }) => [name, kind, area])).toEqual([
      ['Älvsta', 'physical', 'Älvsta'],
      ['Åbro', 'physical', 'Åbro'],
      ['digitalt', 'virtual', ''],
      ['Skolan / Hallen', 'physical', ''],
    ])
    expect(rows[2]!.facts.placeIds).toEqual([house!.placeId, hall!.placeId])
  })

  test('a line that adds up the rows is told, not brought in', async () => {
    const { rows } = await plan(csv('Namn;Platser\nGym;4\nSumma;4\n'), [])
    expect(rows.map((row) => [row.outcome, row.problems.map((one) => one.kind)])).toEqual([
      ['new', []],
      ['out', ['sum']],
    ])
  })

  test('of two waiting times the longer counts and both are kept', async () => {
    const { rows } = await plan(csv('Namn;Väntetid;Platser\nGym;6-8 v;8 (2 lediga)\n'), [])
    expect(rows[0]!.facts).toMatchObject({
      waitingDays: { value: 56 },
      capacity: { value: 8 },
      freePlaces: { value: 2 },
      unread: { Väntetid: '6-8 v' },
    })
    expect(rows[0]!.problems.map((one) => one.kind)).toEqual(['longest'])
  })

  test('a matrix: crosses under ages are the ages; apart from each other, or beside ages, they are kept', async () => {
    const { choices, rows } = await plan(
      csv(
        'Insats;Ålder;16-17;18–19 år;20 - 24;25+;Stöd 1\nGym;;x;X;;;\nSamtal;;;;✓;ja;3\nKurs;;x;;x;;\nTräff;18-30;x;;;;\nPlugga;;kanske;x;;;\n;;x;;;;\n',
      ),
      [],
    )
    expect(choices).toEqual(['name', 'ages', 'ageMark', 'ageMark', 'ageMark', 'ageMark', 'keep'])
    expect(rows.map(({ facts }) => [facts.ageFrom, facts.ageTo])).toEqual([
      [16, 19],
      [20, null],
      [null, null],
      [18, 30],
      [18, 19],
      [null, null],
    ])
    expect(rows[2]!.facts.unread).toEqual({ '16-17': 'x', '20 - 24': 'x' })
    expect(rows[2]!.problems.map((one) => one.kind)).toEqual(['agesApart', 'agesApart'])
    expect(rows[3]!.facts.unread).toEqual({ '16-17': 'x' })
    expect(rows[4]!.facts.unread).toEqual({ '16-17': 'kanske' })
    expect([rows[5]!.outcome, rows[5]!.problems.at(-1)?.kind]).toEqual(['out', 'noName'])
  })

  test('a matrix whose ages stand below one heading', async () => {
    const { choices, rows } = await plan(
      csv('Matris 16–29;;;;\nInsats;Ålder;;;Behov\n;16-17;18-19;20–24;\nGym;x;x;;litet\nKurs;;x;x;stort\n'),
      [],
    )
    expect(choices).toEqual(['name', 'ageMark', 'ageMark', 'ageMark', 'needLevels'])
    expect(rows.map(({ name, facts }) => [name, facts.ageFrom, facts.ageTo])).toEqual([
      ['Gym', 16, 19],
      ['Kurs', 18, 24],
    ])
  })

  test('how a row was understood is told in the words of the program', () => {
    const headings = ['Namn', 'Ålder', 'Behovsnivå', 'Antal platser', 'Kötid', 'Öppet', 'Metod', 'Övrigt']
    const reader = { choices: guessColumns(headings), headings, today, kind: 'intervention' as const }
    const cells = ['Gym', '18+', 'medel-stort', '8 (2 lediga)', '6-8 v', '', 'Styrka', 'Ring']
    expect(understood({ number: 2, cells }, reader).map(({ column, text }) => `${column}: ${text}`)).toEqual([
      'ages: från 18 år',
      'needLevels: Visst stödbehov; Stort stödbehov',
      'capacity: 8',
      'freePlaces: 2',
      'waitingDays: 56',
    ])
  })

  test('a row without a name and another authority’s row are told, not brought in', async () => {
    const theirs = entry(someEntry({ name: 'Samtal', authorityId: 2 }))
    const { rows } = await plan(
      csv(`Namn;Huvudman;Metod;Kartans nummer\n;;Något;\nSamtal;Regionen;Nytt;\nSamtal;;Nytt;${theirs.entryId}\n`),
      [theirs],
    )
    expect(rows.map((row) => [row.outcome, row.problems.at(-1)?.kind])).toEqual([
      ['out', 'noName'],
      ['out', 'notYours'],
      ['out', 'notYours'],
    ])
  })
})

describe('entries that are there already', () => {
  const provider = entry(someProvider({ authorityId: 1 }))
  const gym = entry(
    someEntry({ name: 'Gym', authorityId: 1, providerId: provider.entryId, method: 'Styrka', externalRef: 'G1' }),
  )

  test('are recognised by reference, or by provider and name, and every differing field is shown', async () => {
    const sheet = 'Namn;Utförare;Metod;Ålder;Villkor\ngym;FÖRENINGEN  Handslaget;Kondition;18–64 år;Inga\n'
    const { rows, names } = await plan(csv(sheet), [provider, gym])
    expect(rows[0]).toMatchObject({ outcome: 'differs', entryId: gym.entryId })
    expect(rows[0]!.differences).toEqual([
      { field: 'name', ours: 'Gym', theirs: 'gym', fills: false, settled: false },
      { field: 'method', ours: 'Styrka', theirs: 'Kondition', both: 'Styrka\nKondition', fills: false, settled: false },
      { field: 'conditions', ours: '', theirs: 'Inga', fills: true, settled: false },
    ])
    const facts = decided(rows[0]!, { method: 'both', name: 'ours' }, 'theirs')
    expect(facts).toMatchObject({ name: 'Gym', method: 'Styrka\nKondition', conditions: 'Inga' })
    expect(decided(rows[0]!, {}, 'ours')).toMatchObject({ name: 'Gym', method: 'Styrka', conditions: 'Inga' })
    expect(names.entries.get(gym.entryId)?.name).toBe('Gym')
    const byRef = await plan(csv('Namn;Egen beteckning\nNytt namn;G1\n'), [provider, gym])
    expect(byRef.rows[0]!.differences).toMatchObject([{ field: 'name', theirs: 'Nytt namn' }])
  })

  test('fields chosen each by itself are an entry all the same', async () => {
    const desk = entry(someProvider({ name: 'Disken', authorityId: 1, externalRef: 'D' }))
    const sheet = 'Namn;Sort;Utförare;Tar emot remisser;Egen beteckning\nDisken;insats;Föreningen Handslaget;Teamet;D\n'
    const { rows } = await plan(csv(sheet), [provider, desk])
    expect(rows[0]!.differences.map(({ field }) => field)).toEqual(['kind', 'provider', 'sector', 'intakeUnit'])
    expect(decided(rows[0]!, { kind: 'ours', sector: 'ours' }, 'theirs')).toEqual(factsOf(desk))
    const mine = entry(someEntry({ name: 'Kurs', authorityId: 2, unitId: null }))
    const moved = await plan(
      csv(`Namn;Huvudman;Enhet;Kartans nummer\nKurs;Kommunen;Teamet;${mine.entryId}\n`),
      [mine],
      { mayWrite: () => true },
    )
    expect(moved.rows[0]!.facts).toMatchObject({ authorityId: 1, unitId: 10 })
    expect(decided(moved.rows[0]!, { authority: 'ours' }, 'theirs')).toMatchObject({ authorityId: 2, unitId: null })
    expect(decided(moved.rows[0]!, {}, 'theirs')).toMatchObject({ authorityId: 1, unitId: 10 })
  })

  test('an empty cell takes nothing away, and what was settled before is not asked again', async () => {
    const { rows } = await plan(csv('Namn;Utförare;Metod\nGym;;\n'), [provider, gym])
    expect(rows[0]!.outcome).toBe('same')
    const settled = await plan(csv('Namn;Metod\nGym;Kondition\n'), [provider, gym], { isSettled: () => true })
    expect(settled.rows[0]!.outcome).toBe('same')
    expect(decided(settled.rows[0]!, {}, 'theirs').method).toBe('Styrka')
  })
})

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
