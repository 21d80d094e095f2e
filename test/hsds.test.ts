import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemoTown } from '../seeds/demo-town.ts'
import { unzip } from '../src/platform/archive/unzip.ts'
import { type TestApp, testApp } from './support/app.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'

// The open interface of Demo Town: what it answers is what the standard says, on every page, whatever is asked.

const SCHEMAS = '../shared/standards/hsds'
const VERSIONS = ['3.0', '3.1-dev'] as const
const LISTS = ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'] as const
type ListName = (typeof LISTS)[number]
type Item = { id: string } & Record<string, unknown>
type Page = {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: Item[]
}

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  const client = await database.migrator.connect()
  await client.query('begin')
  await seedDemoTown(client)
  await client.query('commit')
  client.release()
})
afterAll(() => database.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  app.app.request(`${app.origin}/hsds${path}`, { headers })
const json = async <T>(path: string): Promise<T> => {
  const answer = await get(path)
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}

/** The files of the package, as text. */
async function packageFiles(): Promise<Map<string, string>> {
  const bytes = new Uint8Array(await (await get('/datapackage.zip')).arrayBuffer())
  const unpacked = await unzip(bytes, () => true, { total: 50_000_000, ratio: 100 })
  if (!unpacked.ok) throw new Error(unpacked.problem)
  return new Map([...unpacked.files].map(([name, file]) => [name, new TextDecoder().decode(file)]))
}

/** Every page of a list, with what a page says of itself checked. */
async function walk(list: ListName, query: string, perPage: number): Promise<Item[]> {
  const all: Item[] = []
  for (let number = 1; ; number++) {
    const page = await json<Page>(`/${list}?${query}&per_page=${perPage}&page=${number}`)
    expect([page.page_number, page.size, page.first_page], list).toEqual([number, page.contents.length, number === 1])
    expect(page.empty).toBe(page.contents.length === 0)
    expect(page.total_pages).toBe(Math.ceil(page.total_items / perPage))
    expect(page.last_page).toBe(number >= page.total_pages)
    all.push(...page.contents)
    if (page.last_page) {
      expect(all).toHaveLength(page.total_items)
      return all
    }
    expect(page.size).toBe(perPage)
  }
}

/** The standard's schemas, each compiled once; they refer to each other by file name. */
function validatorsOf(version: string): (file: string) => ValidateFunction {
  const folder = join(SCHEMAS, version, 'schema')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'openapi.json'))
    ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')), file)
  for (const file of ['service_list', 'organization_list', 'service_at_location_list'])
    ajv.addSchema(JSON.parse(readFileSync(join(folder, 'compiled', `${file}.json`), 'utf8')), `${file}.json`)
  return (file) => ajv.getSchema(file) as ValidateFunction
}
const ONE: Record<ListName, string> = {
  services: 'service.json',
  organizations: 'organization.json',
  service_at_locations: 'service_at_location.json',
  taxonomies: 'taxonomy.json',
  taxonomy_terms: 'taxonomy_term.json',
}
const SHORT: Record<ListName, string> = {
  ...ONE,
  services: 'service_list.json',
  organizations: 'organization_list.json',
  service_at_locations: 'service_at_location_list.json',
}

describe.each(VERSIONS)('every answer is valid by the schemas of HSDS %s', (version) => {
  test.for(LISTS)('/%s', { timeout: 120_000 }, async (list, context) => {
    if (!existsSync(SCHEMAS)) return context.skip(`no schemas of the standard in ${SCHEMAS}`)
    const validator = validatorsOf(version)
    const check = (file: string, item: unknown) => {
      const valid = validator(file)
      valid(item)
      expect(valid.errors ?? [], `${file} ${(item as Item).id}`).toEqual([])
    }
    const short = await walk(list, '', 7)
    expect(short.length).toBeGreaterThan(3)
    for (const item of short) check(SHORT[list], item)
    for (const { id } of short) check(ONE[list], await json(`/${list}/${id}`))
    if (list === 'services' || list === 'service_at_locations' || list === 'organizations')
      for (const item of await walk(list, 'full=true', 40)) check(ONE[list], item)
    if (list === 'organizations')
      for (const item of await walk(list, 'full=true&full_service=true', 40))
        for (const service of item.services as Item[]) check('service.json', service)
    const lines = (await (await get(`/${list}?format=ndjson`)).text()).trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as Item).id)).toEqual(short.map(({ id }) => id))
  })
})

describe('paging', () => {
  test('all pages together are all there is, each once, whatever is asked', { timeout: 120_000 }, async () => {
    const terms = await walk('taxonomy_terms', '', 100)
    const organizations = await walk('organizations', '', 100)
    const id = (all: Item[]) => fc.constantFrom(...all.map((one) => one.id))
    const optional = <T>(name: string, values: fc.Arbitrary<T>) =>
      fc.option(
        values.map((value) => [name, String(value)] as const),
        { nil: undefined, freq: 2 },
      )
    const asked = fc.tuple(
      optional('search', fc.constantFrom('praktik', 'svenska', 'psykisk', 'norrby', 'pratkik')),
      optional('taxonomy_term_id', id(terms)),
      optional('taxonomy_id', fc.constantFrom(...new Set(terms.map((one) => one.taxonomy_id as string)))),
      optional('organization_id', id(organizations)),
      optional('modified_after', fc.constantFrom('2020-01-01', '2026-06-01', '2026-09-01T12:00:00Z')),
      optional('postcode', fc.constantFrom('100 13', '10013', '99999')),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LISTS),
        asked,
        fc.integer({ min: 1, max: 30 }),
        async (list, parameters, perPage) => {
          const given = parameters.flatMap((one) => (one ? [one] : []))
          const query = (all: typeof given) => new URLSearchParams(all.map(([name, value]) => [name, value])).toString()
          const found = (await walk(list, query(given), perPage)).map((one) => one.id)
          expect(new Set(found).size).toBe(found.length)
          // Everything that is asked holds: no answer is more than any part of the question gives.
          for (const part of given) {
            const wider = new Set((await walk(list, query([part]), 1000)).map((one) => one.id))
            expect(found.filter((one) => !wider.has(one))).toEqual([])
          }
          const beyond = await json<Page>(`/${list}?${query(given)}&per_page=${perPage}&page=100000`)
          expect([beyond.size, beyond.empty, beyond.last_page]).toEqual([0, true, true])
        },
      ),
      { numRuns: 40 },
    )
  })

  test('minimal is all in one, with what is needed to ask again', async () => {
    const page = await json<Page>('/services?minimal=true')
    expect([page.total_pages, page.last_page, page.size]).toEqual([1, true, page.total_items])
    expect(page.size).toBeGreaterThan(50)
    expect(Object.keys(page.contents[0] ?? {})).toEqual(['id', 'modified_date', 'last_modified'])
    const day = String(page.contents[0]?.modified_date).slice(0, 10)
    const after = await json<Page>(`/services?minimal=true&modified_after=${day}`)
    const want = page.contents.filter((one) => (one.modified_date as string) >= day).map(({ id }) => id)
    expect(after.contents.map(({ id }) => id)).toEqual(want)
  })
})

describe('the interface', () => {
  test('says what it is, at both addresses', async () => {
    const { rows } = await database.migrator.query('select association_id from association')
    const root = await json<Record<string, string>>('/')
    expect(root).toEqual({
      version: '3.1',
      profile: `${app.origin}/hsds/profil`,
      openapi_url: `${app.origin}/hsds/openapi.json`,
    })
    expect((await get('')).status).toBe(200)
    const own = await json<Record<string, string>>(`/${rows[0].association_id}/`)
    expect(own.openapi_url).toBe(`${app.origin}/hsds/${rows[0].association_id}/openapi.json`)
    const [together, alone] = [await walk('services', '', 50), await json<Page>(`/${rows[0].association_id}/services`)]
    expect(alone.total_items).toBe(together.length)
    const described = await json<{ paths: Record<string, { get: { parameters?: { name: string }[] } }> }>(
      '/openapi.json',
    )
    expect(Object.keys(described.paths).sort()).toEqual(
      ['/', ...LISTS.flatMap((list) => [`/${list}`, `/${list}/{id}`])].sort(),
    )
    expect(described.paths['/services']?.get.parameters?.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'search',
        'page',
        'per_page',
        'format',
        'taxonomy_term_id',
        'minimal',
        'full',
        'proximity',
      ]),
    )
    expect(await (await get('/profil?lang=sv')).text()).toContain('Öppna data')
    expect((await get('/profil/profile/service.json')).status).toBe(200)
  })

  test('what is hidden is gone at once, from the lists and from the package', async () => {
    const [one] = (await json<Page>('/services?per_page=1')).contents
    const told = async () => ({
      one: (await get(`/services/${one!.id}`)).status,
      listed: (await walk('services', '', 100)).some(({ id }) => id === one!.id),
      packed: (await packageFiles()).get('service.csv')?.includes(one!.id),
    })
    const show = (is: boolean) =>
      database.migrator.query('update map_entry set is_public = $2 where entry_id = $1', [one!.id, is])
    expect(await told()).toMatchObject({ one: 200, listed: true })
    await show(false)
    expect(await told()).toMatchObject({ one: 404, listed: false })
    expect((await told()).packed).not.toBe(true)
    await show(true)
    expect(await told()).toMatchObject({ one: 200, listed: true })
    await database.migrator.query('update association set map_public = false')
    expect((await get('/services')).status).toBe(404)
    await database.migrator.query('update association set map_public = true')
  })

  test('may be read from any site and kept', async () => {
    const answer = await get('/services')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await get('/services', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test.for([
    'services?page=0',
    'services?page=en',
    'services?per_page=100000',
    'services?format=xml',
    'services?full=ja',
    'services?minimal=1',
    'services?modified_after=igår',
    'services?modified_after=2026-13-45',
    'services?page=1&page=2',
    'service_at_locations?proximity=500',
    'service_at_locations?postcode=abc',
    'taxonomy_terms?top_only=x',
    'organizations/x?full_service=kanske',
  ])('%s is refused in plain words', async (path) => {
    const answer = await get(`/${path}`, { 'accept-language': 'sv' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=UTF-8',
    ])
    const told = (await answer.json()) as { title: string; errors: { parameter: string; detail: string }[] }
    expect(told.title).toBe('Frågan går inte att läsa')
    expect(told.errors[0]?.detail).toContain(told.errors[0]?.parameter ?? '?')
  })

  test('any question has an answer, and what is not there is not there', { timeout: 60_000 }, async () => {
    for (const path of [
      '/services/x',
      '/nothing',
      '/services/x/y',
      '/999999/',
      '/profil/profile/x.json',
      // Names every object has.
      '/constructor',
      '/toString',
      '/__proto__',
      '/profil/profile/constructor',
    ])
      expect((await get(path)).status, path).toBe(404)
    const name = fc.constantFrom(
      'search',
      'page',
      'per_page',
      'format',
      'taxonomy_id',
      'modified_after',
      'postcode',
      'proximity',
      'x',
    )
    const query = fc.dictionary(name, fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer().map(String)))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LISTS), query, async (list, asked) => {
        const text = new URLSearchParams(asked).toString()
        if (!text.includes('%00')) expect([200, 400]).toContain((await get(`/${list}?${text}`)).status)
      }),
      { numRuns: 100 },
    )
  })

  test('places near a postcode: there, or within so many metres', async () => {
    const there = await walk('service_at_locations', 'postcode=10013', 100)
    expect(there.length).toBeGreaterThan(0)
    const near = await walk('service_at_locations', 'postcode=10013&proximity=800', 100)
    const wide = await walk('service_at_locations', 'postcode=10013&proximity=500000', 100)
    expect(near.length).toBeGreaterThanOrEqual(1)
    expect(wide.length).toBeGreaterThan(near.length)
    expect(await walk('service_at_locations', 'postcode=99999&proximity=500000', 100)).toEqual([])
  })

  test('tells what is shown and nothing else: no hidden entry, no staff, no participant', async () => {
    const { rows: hidden } = await database.migrator.query('select name from map_entry where not shown')
    const { rows: people } = await database.migrator.query('select name, email from account_user')
    const { rows: families } = await database.migrator.query(
      'select distinct family_name, given_name from participant_identity',
    )
    const files = await packageFiles()
    const all = [
      await (await get('/services?format=ndjson&full=true')).text(),
      await (await get('/organizations?format=ndjson&full=true')).text(),
      ...files.values(),
    ].join('\n')
    for (const { name } of hidden) expect(all).not.toContain(name)
    for (const { name, email } of people) expect([all.includes(name), all.includes(email)]).toEqual([false, false])
    for (const one of families) expect(all).not.toContain(`${one.given_name} ${one.family_name}`)
  })

  test('the tables hold together: every reference leads to a row, every needed cell is filled', async () => {
    const files = await packageFiles()
    type Described = {
      resources: {
        name: string
        path: string
        schema: {
          fields: { name: string; constraints?: { required?: boolean } }[]
          foreignKeys?: { fields: string; reference: { resource: string } }[]
        }
      }[]
    }
    const { resources } = JSON.parse(files.get('datapackage.json') ?? '') as Described
    const tables = new Map(resources.map((one) => [one.name, csvRows(files.get(one.path) ?? '')]))
    expect(tables.get('service')?.length).toBe((await json<Page>('/services')).total_items)
    for (const { name, schema } of resources)
      for (const row of tables.get(name) ?? []) {
        expect(Object.keys(row)).toEqual(schema.fields.map((field) => field.name))
        for (const field of schema.fields)
          if (field.constraints?.required) expect(row[field.name], `${name}.${field.name}`).not.toBe('')
        for (const { fields, reference } of schema.foreignKeys ?? [])
          if (row[fields])
            expect(
              tables.get(reference.resource)?.some((one) => one.id === row[fields]),
              `${name}.${fields}`,
            ).toBe(true)
      }
  })
})

/** Records of a file of ours: commas, quotes doubled. */
function csvRows(text: string): Record<string, string>[] {
  const records: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') records.push([])
    if (end === '') break
  }
  const [heads = [], ...rows] = records.filter((record) => record.length > 1)
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ''])))
}
