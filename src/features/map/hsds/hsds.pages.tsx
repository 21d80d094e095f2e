import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { z } from 'zod'
import { paths } from '../../../paths.ts'
import { zip } from '../../../platform/archive/zip.ts'
import type { Assets } from '../../../platform/assets.ts'
import type { Db } from '../../../platform/database/db.ts'
import { pickLanguage } from '../../../platform/i18n/lang.ts'
import { keptPageAnswer, packPage } from '../../../platform/page-answer.ts'
import type { PublicVisit, Route } from '../../access/public.ts'
import type { OpenMapReader } from '../find/find.queries.ts'
import { FindDocument } from '../find/find-frame.view.tsx'
import { isVoiceCode, pickVoice, voiceCode } from '../find/find-voice.ts'
import type { OpenMap } from '../open-map.queries.ts'
import { hsdsTexts } from '../texts/hsds.ts'
import { type FeedReader, feedReader } from './hsds.queries.ts'
import type { Identified } from './hsds.ts'
import {
  atLocationFull,
  atLocationsFor,
  type HsdsQuestion,
  LARGEST_SIZE,
  organizationFull,
  organizationsFor,
  pageOf,
  type SearchHits,
  servicesFor,
  taxonomiesFor,
  termsFor,
  USUAL_SIZE,
} from './hsds-answer.ts'
import {
  atLocationsQuery,
  organizationQuery,
  organizationsQuery,
  questionFrom,
  servicesQuery,
  TOLD,
  taxonomiesQuery,
  termsQuery,
} from './hsds-api.schema.ts'
import { HSDS_VERSION, openApiOf, PROFILE_VERSION } from './hsds-describe.view.ts'
import type { Feed } from './hsds-feed.ts'
import { packageOf } from './hsds-package.ts'
import { PROFILE_PATCHES } from './hsds-profile.ts'
import { HsdsProfile } from './hsds-profile.view.tsx'

type Parts = { db: Db; assets: Assets; origin: string; reader: OpenMapReader }
type Body = string | Uint8Array<ArrayBuffer>

/** What is the same for everybody: it may be kept by who asks each time whether it still is, and read by pages of any site. */
function open(c: Context, body: Body, type: string, headers: Record<string, string> = {}): Response {
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`
  const all = { 'cache-control': 'public, no-cache', etag: tag, 'access-control-allow-origin': '*', ...headers }
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, all)
  return c.body(body, 200, { 'content-type': type, ...all })
}
const json = (c: Context, value: unknown): Response => open(c, JSON.stringify(value), 'application/json; charset=UTF-8')

type Wrong = { parameter: string; detail: string }

/** What was wrong, in plain words (RFC 9457), in the language the asker wants. */
function problem(c: Context, status: 400 | 404, errors: Wrong[] = []): Response {
  const t = hsdsTexts(pickLanguage({ acceptLanguage: c.req.header('accept-language') ?? 'en' }))
  const told =
    status === 404
      ? { title: t('missing.title'), detail: t('missing.text') }
      : { title: t('wrong.title'), detail: errors.map(({ detail }) => detail).join(' '), errors }
  return c.body(JSON.stringify({ type: 'about:blank', ...told, status }), status, {
    'content-type': 'application/problem+json; charset=UTF-8',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    vary: 'accept-language',
  })
}

type Read = { question: HsdsQuestion } | { wrong: Wrong[] }

function read(c: Context, schema: z.ZodType<Partial<HsdsQuestion>>): Read {
  const t = hsdsTexts(pickLanguage({ acceptLanguage: c.req.header('accept-language') ?? 'en' }))
  const said = Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
  const parsed = schema.safeParse(said)
  const names = parsed.success
    ? parsed.data.proximity !== undefined && parsed.data.postcode === undefined
      ? ['proximity']
      : []
    : [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const told = (name: string): string => {
    const known = TOLD.find((one) => one === name)
    return known ? t(`wrong.${known}`, known === 'per_page' ? { most: LARGEST_SIZE } : {}) : t('wrong.other', { name })
  }
  if (!parsed.success || names.length > 0)
    return { wrong: names.map((name) => ({ parameter: name, detail: told(name) })) }
  return { question: questionFrom(parsed.data) }
}

/** A list: a page of it, or all of it a line each. */
function listed(c: Context, all: Identified[], question: HsdsQuestion): Response {
  if (question.format === 'ndjson')
    return open(c, all.map((one) => `${JSON.stringify(one)}\n`).join(''), 'application/x-ndjson; charset=UTF-8')
  // "aim to return all services within one page"
  const usual = question.minimal ? Math.max(all.length, 1) : USUAL_SIZE
  return json(c, pageOf(all, question.page, question.per_page ?? usual))
}

type List = {
  schema: z.ZodType<Partial<HsdsQuestion>>
  /** Whether its free text is answered by the search of the map. */
  searched: boolean
  all(feed: Feed, question: HsdsQuestion, hits: SearchHits): Identified[]
  one(feed: Feed, id: string, question: HsdsQuestion): Identified | undefined
  oneSchema?: z.ZodType<Partial<HsdsQuestion>>
}

const LISTS: Readonly<Record<string, List>> = {
  services: {
    schema: servicesQuery,
    searched: true,
    all: servicesFor,
    one: (feed, id) => feed.services.find(({ facts }) => facts.id === id)?.full,
  },
  organizations: {
    schema: organizationsQuery,
    searched: false,
    all: organizationsFor,
    oneSchema: organizationQuery,
    one: (feed, id, { full_service: full }) => {
      const found = feed.organizations.find((one) => one.id === id)
      return found && organizationFull(feed, found, full)
    },
  },
  service_at_locations: {
    schema: atLocationsQuery,
    searched: true,
    all: atLocationsFor,
    one: (feed, id) => {
      const found = feed.atLocations.find(({ at }) => at.id === id)
      return found && atLocationFull(found)
    },
  },
  taxonomies: {
    schema: taxonomiesQuery,
    searched: false,
    all: taxonomiesFor,
    one: (feed, id) => feed.taxonomies.find((one) => one.id === id),
  },
  taxonomy_terms: {
    schema: termsQuery,
    searched: false,
    all: termsFor,
    one: (feed, id) => {
      const found = feed.terms.find((one) => one.id === id)
      const detail = feed.taxonomies.find((one) => one.id === found?.taxonomy_id)
      return found && (detail ? { ...found, taxonomy_detail: detail } : found)
    },
  },
}

/** The page about the interface, and the profile's own files. */
async function profilePage({ assets }: Parts, visit: PublicVisit, base: string, maps: readonly OpenMap[]) {
  const { c } = visit
  const voice = pickVoice(c.req.query('lang'), c.req.header('accept-language'))
  const chosen = isVoiceCode(c.req.query('lang')) ? `?lang=${voiceCode(voice)}` : ''
  const page = {
    voice,
    chosen,
    demo: visit.demo,
    title: hsdsTexts(voice.lang)('title'),
    inVoice: (code: string) => `${paths.hsdsProfile}?lang=${code}`,
    body: <HsdsProfile voice={voice} base={base} maps={maps} version={HSDS_VERSION} profileVersion={PROFILE_VERSION} />,
  }
  return keptPageAnswer(c, packPage(await (<FindDocument page={page} assets={assets} />).toString()))
}

type Package = { files: ReadonlyMap<string, string>; packed: Uint8Array<ArrayBuffer> }
const packages = new WeakMap<Feed, Package>()

/** The package of a feed, packed once as long as the feed is kept. */
function packageFor(feed: Feed, about: Parameters<typeof packageOf>[1]): Package {
  const known = packages.get(feed)
  if (known) return known
  const files = packageOf(feed, about)
  const bytes = new Map([...files].map(([name, text]) => [name, new TextEncoder().encode(text)]))
  const made = { files, packed: new Uint8Array(zip(bytes)) }
  packages.set(feed, made)
  return made
}

async function listOrOne(reader: FeedReader, visit: PublicVisit, maps: OpenMap[], rest: string[]) {
  const { c, today, now } = visit
  const called = rest[0] ?? ''
  const list = Object.hasOwn(LISTS, called) ? LISTS[called] : undefined
  if (!list || rest.length > 2) return problem(c, 404)
  const [, id] = rest
  const asked = read(c, id === undefined ? list.schema : (list.oneSchema ?? organizationQuery))
  if ('wrong' in asked) return problem(c, 400, asked.wrong)
  const { question } = asked
  const feed = await reader.feed(maps, today, now)
  if (id !== undefined) {
    const found = list.one(feed, id, question)
    return found ? json(c, found) : problem(c, 404)
  }
  const hits = list.searched && question.search?.trim() ? await reader.search(maps, today, question.search) : undefined
  return listed(c, list.all(feed, question, hits), question)
}

/**
 * The open interface (HSDS 3): `/hsds/…` tells all open maps together, `/hsds/<number>/…` one association's. It reads as a visitor
 * does: what is shown, and nothing else.
 */
export function hsdsRoutes(parts: Parts): Route[] {
  const root = parts.origin + paths.hsds
  const reader = feedReader(parts.db, root, parts.reader)
  const answer = async (visit: PublicVisit): Promise<Response> => {
    const { c, now, today } = visit
    const said = c.req.path.slice(paths.hsds.length).split('/').filter(Boolean)
    const association = /^\d+$/.test(said[0] ?? '') ? said.shift() : undefined
    const base = association === undefined ? root : `${root}/${association}`
    const maps = await reader.maps(association)
    if (!maps) return problem(c, 404)
    const [first, ...rest] = said
    if (first === undefined)
      return json(c, {
        version: HSDS_VERSION,
        profile: parts.origin + paths.hsdsProfile,
        openapi_url: `${base}/openapi.json`,
      })
    if (first === 'openapi.json' && rest.length === 0) return json(c, openApiOf(base))
    if (first === 'profil' && association === undefined) {
      if (rest.length === 0) return profilePage(parts, visit, root, maps)
      const [folder, file = ''] = rest
      const known = rest.length === 2 && folder === 'profile' && Object.hasOwn(PROFILE_PATCHES, file)
      return known ? json(c, PROFILE_PATCHES[file]) : problem(c, 404)
    }
    if ((first === 'datapackage.zip' || first === 'datapackage.json') && rest.length === 0) {
      const title = maps.map(({ name }) => name).join(', ')
      const about = { profile: parts.origin + paths.hsdsProfile, version: HSDS_VERSION, title }
      const { files, packed } = packageFor(await reader.feed(maps, today, now), about)
      if (first === 'datapackage.json') return open(c, files.get(first) ?? '', 'application/json; charset=UTF-8')
      const headers = { 'content-disposition': 'attachment; filename="hsds.zip"' }
      return open(c, packed, 'application/zip', headers)
    }
    return listOrOne(reader, visit, maps, said)
  }
  return [
    {
      method: 'get',
      path: `${paths.hsds}/*`,
      guard: 'public',
      audit: 'none',
      handle: answer,
    },
  ]
}
