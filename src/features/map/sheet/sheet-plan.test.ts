import { describe, expect, test } from 'vitest'
import { someEntry, someProvider } from '../entry.build.ts'
import { factsOf } from '../entry.ts'
import { guessColumns } from './sheet-heading.ts'
import { csv, entry, place, plan, today } from './sheet-plan.build.ts'
import { decided } from './sheet-plan.ts'
import { understood } from './sheet-understood.ts'

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

  test.each(['Namn;Platser;Lediga platser\nGym;8 (2 lediga);3\n', 'Namn;Lediga platser;Platser\nGym;3;8 (2 lediga)\n'])(
    'free places in their own column count before those in the cell of all places: %j',
    async (sheet) => {
      const { rows } = await plan(csv(sheet), [])
      expect(rows[0]!.facts).toMatchObject({
        capacity: { value: 8, on: today },
        freePlaces: { value: 3, on: today },
        unread: { Platser: '8 (2 lediga)' },
      })
      expect(rows[0]!.problems).toMatchObject([{ kind: 'otherColumn', value: '8 (2 lediga)' }])
      const same = await plan(csv(sheet.replace(/\b3\b/, '2')), [])
      expect([same.rows[0]!.facts.unread, same.rows[0]!.problems]).toEqual([{}, []])
      const none = await plan(csv(sheet.replace(/\b3\b/, 'många')), [])
      expect(none.rows[0]!.facts).toMatchObject({ freePlaces: { value: 2 }, unread: { 'Lediga platser': 'många' } })
    },
  )

  test('free places in the cell of all places are of the same day', async () => {
    const stated = async (sheet: string) => {
      const { capacity, freePlaces } = (await plan(csv(sheet), [])).rows[0]!.facts
      return [capacity, freePlaces]
    }
    const both = [
      { value: 8, on: '2026-10-01' },
      { value: 2, on: '2026-10-01' },
    ]
    expect(await stated('Namn;Platser;Platser, datum\nGym;8 (2 lediga);2026-10-01\n')).toEqual(both)
    expect(await stated('Namn;Platser, datum;Platser\nGym;2026-10-01;8 (2 lediga)\n')).toEqual(both)
    const apart = await stated(
      'Namn;Platser;Platser, datum;Lediga platser, datum\nGym;8 (2 lediga);2026-10-01;2026-10-09\n',
    )
    expect(apart).toEqual([both[0], { value: 2, on: '2026-10-09' }])
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

  test('crosses count where the ages beside them cannot be read', async () => {
    const { rows } = await plan(
      csv('Insats;Ålder;16-17;18-19\nGym;gymnasieålder;x;x\nKurs;29-16;x;\nTräff;Alla åldrar;x;\n'),
      [],
    )
    expect(rows.map(({ facts }) => [facts.ageFrom, facts.ageTo, facts.unread])).toEqual([
      [16, 19, { Ålder: 'gymnasieålder' }],
      [16, 17, { Ålder: '29-16' }],
      [0, null, { '16-17': 'x' }],
    ])
    expect(rows[0]!.problems.map((one) => one.kind)).toEqual(['ages'])
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
