import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import { day } from '../../../shared/calendar-day.ts'
import { type BuiltAssociation, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { someEntry, somePlace, someProvider } from '../entry.build.ts'
import { changeEntry, createEntries, setEntryStatus } from '../entry.commands.ts'
import type { EntryFacts } from '../entry.ts'
import { NO_MEASURES } from '../measure.ts'
import { openMaps } from '../open-map.queries.ts'
import { createPlace } from '../place.commands.ts'
import type { MapWork } from '../work.ts'
import { findEntry, loadFound, type OpenMapReader, openMapReader, searchMap } from './find.queries.ts'
import { addressOf, chosenOf, questionOf } from './find-question.ts'

const TODAY = day('2026-03-02')
let database: TestDatabase
let db: Db
let reader: OpenMapReader
let built: BuiltAssociation
let ids: Record<string, string>

const asKeeper = async <T>(work: (map: MapWork) => Promise<T>): Promise<T> => {
  const viewer = (await viewerOfSession(db, built.admin.sessionToken, TODAY))!
  return asViewer(db, viewer, TODAY, (tx) => work({ tx, viewer, today: TODAY }))
}
const value = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
const openMap = async () => (await openMaps(db)).find((one) => one.associationId === built.associationId)
const map = () => ({ associationId: built.associationId })
const search = async (asked: Record<string, string>) => {
  const open = (await openMap()) ?? { ...map(), name: '', shortName: '', state: 'closed' }
  const question = questionOf((name) => asked[name])
  return searchMap(reader.known(open, TODAY), question, { take: 20, skip: 20 * (question.page - 1) })
}
const ask = async (asked: Record<string, string>) => {
  const found = (await search(asked))!
  const { ones } = await loadFound(db, map(), TODAY, found.items)
  return { ...found, names: found.items.map(({ id }) => ones.get(id)?.entry.name) }
}
const find = async (sok: string) => (await ask({ sok })).names

const ENTRIES: Record<string, Partial<EntryFacts>> = {
  work: {
    name: 'Arbetsträning i verkstaden',
    targetGroups: ['long_unemployed'],
    ageFrom: 18,
    ageTo: 64,
    languages: ['sv', 'ar'],
    about: {
      sv: 'Du får öva på ett jobb i lugn takt.',
      easy: '',
      en: 'Practise a job at your own pace.',
      ar: 'تدرّب على العمل بهدوء.',
    },
  },
  talk: {
    name: 'Samtalsmottagningen',
    about: { sv: 'Vi möter dig som har ångest eller är nedstämd.', easy: '', en: '', ar: '' },
  },
  sfi: {
    name: 'Svenska för invandrare',
    otherNames: ['sfi'],
    targetGroups: ['newcomer', 'little_swedish'],
    needLevels: ['small'],
    ageFrom: 16,
    ageTo: null,
    about: { sv: 'Kurser i språket, dag och kväll.', easy: '', en: '', ar: '' },
  },
  school: { name: 'Skola för alla' },
  komvux: { name: 'Österkomvux, komvux på kvällen' },
  tigrinya: { name: 'ትግርኛ ሓበሬታ', otherNames: ['русская группа'] },
  language: {
    name: 'Språkpraktik på äldreboendet',
    targetGroups: ['newcomer'],
    about: { sv: 'Öva svenska medan du arbetar.', easy: '', en: '', ar: '' },
  },
  young: {
    name: 'Ungdomscoachen',
    targetGroups: ['young'],
    ageFrom: 16,
    ageTo: 24,
    about: { sv: 'En vuxen som hjälper dig vidare.', easy: '', en: '', ar: '' },
  },
  hidden: {
    name: 'Skyddat boende Linden',
    isPublic: false,
    about: { sv: 'Kvastskaft och hemligheter.', easy: '', en: '', ar: '' },
  },
}

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  reader = openMapReader(db, async () => NO_MEASURES)
  built = await buildAssociation(database.migrator)
  await database.migrator.query('update association set map_public = true where association_id = $1', [
    built.associationId,
  ])
  const keys = Object.keys(ENTRIES)
  const made = await asKeeper(async (work) => {
    const place = value(await createPlace(work, somePlace({ name: 'Rådhuset', area: 'Älvsta', city: 'Älvsta' })))
    const provider = value(await createEntries(work, [someProvider({ name: 'Föreningen Handslaget' })]))[0]!
    const all = value(
      await createEntries(
        work,
        keys.map((key) =>
          someEntry({
            targetGroups: [],
            ...(key === 'young' ? { providerId: provider, placeIds: [place] } : {}),
            ...ENTRIES[key],
          }),
        ),
      ),
    )
    return [provider, ...all]
  })
  ids = Object.fromEntries(['provider', ...keys].map((key, at) => [key, made[at]!]))
})
afterAll(() => database.close())

describe('the open search', () => {
  test.for([
    ['praktik', 'Språkpraktik på äldreboendet'],
    ['praktik', 'Arbetsträning i verkstaden'],
    ['praktikplatser', 'Språkpraktik på äldreboendet'],
    ['spåkpratkik', 'Språkpraktik på äldreboendet'],
    ['arbetstraning', 'Arbetsträning i verkstaden'],
    ['psykisk', 'Samtalsmottagningen'],
    ['ångesten', 'Samtalsmottagningen'],
    ['depprimerad', 'Samtalsmottagningen'],
    ['språkproblem', 'Språkpraktik på äldreboendet'],
    ['angest', 'Samtalsmottagningen'],
    ['svenska för invandrare', 'Svenska för invandrare'],
    ['svneska för invandrare', 'Svenska för invandrare'],
    ['SFI', 'Svenska för invandrare'],
    ['swedish', 'Svenska för invandrare'],
    ['تدريب', 'Arbetsträning i verkstaden'],
    ['التدريب', 'Arbetsträning i verkstaden'],
    ['العمل', 'Arbetsträning i verkstaden'],
    ['قلق', 'Samtalsmottagningen'],
    ['السويدية', 'Svenska för invandrare'],
    ['arabiska', 'Arbetsträning i verkstaden'],
    ['ungdomar', 'Ungdomscoachen'],
    ['handslaget', 'Ungdomscoachen'],
    ['alvsta', 'Ungdomscoachen'],
    ['ትግርኛ', 'ትግርኛ ሓበሬታ'],
    ['русская', 'ትግርኛ ሓበሬታ'],
    ['job at your own pace', 'Arbetsträning i verkstaden'],
  ] as const)('%s finds %s', async ([typed, name]) => {
    expect(await find(typed)).toContain(name)
  })

  test('a name goes before a mention, and who arranges after what is arranged', async () => {
    expect((await find('svenska för invandrare'))[0]).toBe('Svenska för invandrare')
    expect((await find('föreningen handslaget')).at(-1)).toBe('Föreningen Handslaget')
    // And the word that was typed before another for the same thing.
    expect(await find('komvux')).toEqual(['Österkomvux, komvux på kvällen', 'Skola för alla'])
    expect(await find('skola')).toEqual(['Skola för alla', 'Österkomvux, komvux på kvällen'])
  })

  test('says what a word was taken for, and when not everything is met', async () => {
    const wrong = await ask({ sok: 'verksatden' })
    const sv = (word: string) => ({ word, lang: 'sv' })
    expect(wrong.meant).toEqual([['verksatden', sv('verkstaden')]])
    expect((await ask({ sok: 'Ångestproblem' })).meant).toEqual([['Ångestproblem', sv('ångest')]])
    expect((await ask({ sok: 'depprimerad' })).meant).toEqual([['depprimerad', sv('deprimerad')]])
    expect((await ask({ sok: 'traineeshop' })).meant).toEqual([['traineeshop', { word: 'traineeship', lang: 'en' }]])
    expect((await ask({ sok: 'اكتءاب' })).meant).toEqual([['اكتءاب', { word: 'اكتئاب', lang: 'ar' }]])
    const both = await ask({ sok: 'ångest kvällskurs äldreboendet' })
    expect([both.loose, both.names.length > 1]).toEqual([true, true])
    expect(await find('xyzzyq')).toEqual([])
  })

  test('a word in other letters is a word: written nowhere it finds nothing, not everything', async () => {
    for (const word of ['Україна', 'ภาษาไทย', '中文', 'ελληνικά']) expect(await find(word), word).toEqual([])
    expect(await ask({ sok: 'ትግርኛ ภาษาไทย' })).toMatchObject({ loose: true, names: ['ትግርኛ ሓበሬታ'] })
  })

  test('a known word is not taken for one that is spelt nearly so', async () => {
    expect((await ask({ sok: 'sprak' })).meant).toEqual([])
    // "doctor" is a known word, nothing here is about one, and "dator" would be another thing.
    expect(await ask({ sok: 'doctor' })).toMatchObject({ total: 0, meant: [] })
  })

  test('an age in the text is an age', async () => {
    const young = await ask({ alder: '17' })
    for (const sok of ['17 år', '17-åring', '17 years old', '١٧ سنة', 'jag är 17 år'])
      expect(await ask({ sok }), sok).toMatchObject({ names: young.names, wordless: false })
    expect((await ask({ sok: 'svenska 17 år' })).names).toEqual(['Svenska för invandrare'])
    // What is chosen goes before what is typed.
    expect((await ask({ sok: '17 år', alder: '70' })).names).not.toContain('Ungdomscoachen')
    expect(questionOf((name) => ({ sok: 'rum 17', alder: '' })[name]).age).toBeUndefined()
    // Between two ages: whoever takes one of them.
    expect((await ask({ sok: '16–17 år' })).names).toEqual(young.names)
    expect((await ask({ sok: '25–40 år' })).names).not.toContain('Ungdomscoachen')
    // How long something has lasted is no age.
    expect((await ask({ sok: 'arbetslös i 2 år' })).names).toEqual((await ask({ sok: 'arbetslös' })).names)
    // It stays in the text: no filter is filled in that would go before another age typed there.
    const said = questionOf((name) => ({ sok: 'jobb 17 år', sida: '2' })[name])
    expect([addressOf(said), chosenOf(said)]).toEqual(['?sok=jobb+17+%C3%A5r&sida=2', []])
  })

  test('signs alone ask for nothing, and that is said', async () => {
    const everything = await ask({})
    for (const signs of ['!!!', '،؟', '…', '"', '&|!', '-'])
      expect(await ask({ sok: signs }), signs).toEqual({ ...everything, wordless: true })
    expect(await ask({ sok: '!', alder: '17' })).toMatchObject({ wordless: true, total: 3 })
    expect(everything.wordless).toBe(false)
    expect(await ask({ sok: 'sfi!' })).toMatchObject({ wordless: false, total: 1 })
  })

  test('filters narrow together', async () => {
    expect((await ask({ alder: '17' })).names).toEqual([
      'Svenska för invandrare',
      'Ungdomscoachen',
      'Föreningen Handslaget',
    ])
    expect((await ask({ alder: '17', ort: 'Älvsta' })).names).toEqual(['Ungdomscoachen'])
    expect((await ask({ behov: 'small' })).names).toEqual(['Svenska för invandrare'])
    expect((await ask({ sprak: 'ar' })).names).toEqual(['Arbetsträning i verkstaden'])
    expect((await ask({ sok: 'svenska', grupp: 'newcomer', alder: '30' })).names).toEqual([
      'Svenska för invandrare',
      'Språkpraktik på äldreboendet',
    ])
    expect((await ask({ huvudman: 'region' })).total).toBe(0)
  })

  test('what is not shown is neither found nor hinted at', async () => {
    expect(await find('linden')).toEqual([])
    const near = await ask({ sok: 'kvastskafd' })
    expect([near.names, near.meant]).toEqual([[], []])
    expect(await findEntry(db, map(), TODAY, ids.hidden!)).toBeUndefined()
  })

  test('follows what is changed: text, provider, place, status', async () => {
    const { rows } = await database.migrator.query('select version from map_entry where entry_id = $1', [ids.talk])
    await asKeeper(async (work) =>
      value(await changeEntry(work, ids.talk!, rows[0].version, someEntry({ name: 'Lugnet', targetGroups: [] }))),
    )
    expect([await find('samtalsmottagningen'), await find('lugnet')]).toEqual([[], ['Lugnet']])
    await asKeeper(async (work) => value(await setEntryStatus(work, ids.talk!, rows[0].version + 1, 'closed')))
    expect(await find('lugnet')).not.toContain('Lugnet')
    await asKeeper(async (work) => value(await setEntryStatus(work, ids.talk!, rows[0].version + 2, 'active')))
    expect(await find('lugnet')).toEqual(['Lugnet'])
    await asKeeper(async (work) => value(await changeEntry(work, ids.provider!, 1, someProvider({ name: 'Nystan' }))))
    expect(await find('nystan')).toEqual(['Ungdomscoachen', 'Nystan'])
  })

  test('a map that is closed answers nothing', async () => {
    await database.migrator.query('update association set map_public = false where association_id = $1', [
      built.associationId,
    ])
    expect(await search({})).toBeUndefined()
    expect(await findEntry(db, map(), TODAY, ids.sfi!)).toBeUndefined()
    await database.migrator.query('update association set map_public = true where association_id = $1', [
      built.associationId,
    ])
  })
})
