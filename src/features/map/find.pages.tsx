import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { paths } from '../../paths.ts'
import type { Assets } from '../../platform/assets.ts'
import type { Db } from '../../platform/database/db.ts'
import { pageAnswer } from '../../platform/page-answer.ts'
import { isUuid } from '../../shared/ids.ts'
import type { PublicVisit, Route } from '../access/public.ts'
import { findEntries, findEntry, type OpenMapReader, openMapReader } from './find.queries.ts'
import { FindEntryPage } from './find-entry.view.tsx'
import { FindForm, Groups } from './find-form.view.tsx'
import { FindDocument, type FindPage } from './find-frame.view.tsx'
import { FindLeaflet } from './find-leaflet.view.tsx'
import { FoundList } from './find-list.view.tsx'
import { FindNeighbourPage } from './find-neighbour.view.tsx'
import { addressOf, isEmpty, questionOf } from './find-question.ts'
import { isVoiceCode, pickVoice, type Voice, voiceCode } from './find-voice.ts'
import { findNeighbourEntry } from './neighbour.queries.ts'
import type { OpenMap } from './open-map.queries.ts'
import { findTexts } from './texts/find.ts'

/** How long anybody on the way may keep a page, in seconds. */
const KEEP = 60

type Parts = { db: Db; assets: Assets; origin: string }

/** A page that is the same for everybody: it may be kept, and whoever has it already is only told so. */
async function answer(c: Context, assets: Assets, page: FindPage): Promise<Response> {
  const html = await (<FindDocument page={page} assets={assets} />).toString()
  const tag = `W/"${createHash('sha1').update(html).digest('base64url')}"`
  c.header('cache-control', page.status === 404 ? 'no-cache' : `public, max-age=${KEEP}`)
  c.header('vary', 'accept-language')
  c.header('content-language', page.voice.lang)
  c.header('etag', tag)
  if (page.status !== 404 && c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304)
  return pageAnswer(c, html, page.status ?? 200)
}

/** The voice of a visit, and how an address says it: by the address or the browser, never by who is signed in. */
function voiceOf({ c }: PublicVisit): { voice: Voice; lang: string | undefined; chosen: string } {
  const query = c.req.query('lang')
  const voice = pickVoice(query, c.req.header('accept-language'))
  const lang = isVoiceCode(query) ? voiceCode(voice) : undefined
  return { voice, lang, chosen: lang ? `?lang=${lang}` : '' }
}

/** Which map an address is about: the number in it, or the only one that is open. */
async function mapOf(reader: OpenMapReader, { c, now }: PublicVisit): Promise<OpenMap | undefined> {
  const asked = c.req.param('association')
  const maps = await reader.maps(now)
  if (asked === undefined) return maps.length === 1 ? maps[0] : undefined
  return maps.find((map) => String(map.associationId) === asked)
}

async function searchPage({ db, assets }: Parts, reader: OpenMapReader, visit: PublicVisit, map: OpenMap) {
  const { c, today, now } = visit
  const { voice, lang, chosen } = voiceOf(visit)
  const question = questionOf((name) => c.req.query(name))
  const words = reader.words(map, today, now, question.text)
  const [frame, found] = await Promise.all([
    reader.frame(map, today, now),
    findEntries(db, map, today, question, words),
  ])
  if (!found) return visit.notFound()
  const t = findTexts(voice)
  const props = { voice, question, frame, associationId: map.associationId, lang }
  const empty = isEmpty(question)
  return answer(c, assets, {
    voice,
    chosen,
    title: question.text || map.shortName,
    place: { associationId: map.associationId, name: map.shortName },
    inVoice: (code) => paths.findIn(map.associationId) + addressOf(question, {}, code),
    body: (
      <>
        <h1 tabindex={-1}>{t('title')}</h1>
        {empty && <p class="lead">{t.parts('lead', { place: <bdi lang="sv">{map.shortName}</bdi> })}</p>}
        <FindForm {...props} />
        {empty && <Groups {...props} />}
        <FoundList {...props} found={found} />
      </>
    ),
  })
}

/** Several maps are open: which? */
async function choosePage({ assets }: Parts, visit: PublicVisit, maps: readonly OpenMap[]) {
  const { voice, chosen } = voiceOf(visit)
  const t = findTexts(voice)
  return answer(visit.c, assets, {
    voice,
    chosen,
    title: t('choose.title'),
    inVoice: (code) => `${paths.find}?lang=${code}`,
    body: (
      <>
        <h1 tabindex={-1}>{t('choose.title')}</h1>
        <p class="lead">{t('choose.lead')}</p>
        <ul class="maps">
          {maps.map((map) => (
            <li>
              <a href={paths.findIn(map.associationId) + chosen}>
                <bdi lang="sv">{map.name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}

/** The open pages of the map, for everybody: search, entries, leaflets. They know nobody, set no cookie and carry no script. */
export function findRoutes(parts: Parts): Route[] {
  const { db, assets, origin } = parts
  const reader = openMapReader(db)
  const entryPage = async (visit: PublicVisit, leaflet: boolean) => {
    const { c, today, now } = visit
    const map = await mapOf(reader, visit)
    const id = c.req.param('entry') ?? ''
    if (!map || !isUuid(id)) return visit.notFound()
    const [frame, found] = await Promise.all([reader.frame(map, today, now), findEntry(db, map, today, id)])
    const { voice, chosen } = voiceOf(visit)
    const { associationId } = map
    const place = { associationId, name: map.shortName }
    if (!found) {
      const other = leaflet ? undefined : await findNeighbourEntry(db, map, today, id)
      if (!other) return visit.notFound()
      return answer(c, assets, {
        ...{ voice, chosen, place },
        title: other.entry.name,
        inVoice: (code) => `${paths.findEntry(associationId, id)}?lang=${code}`,
        body: <FindNeighbourPage {...other} voice={voice} associationId={associationId} chosen={chosen} />,
      })
    }
    const props = { voice, today, found, frame, associationId, chosen }
    const to = leaflet ? paths.findLeaflet : paths.findEntry
    return answer(c, assets, {
      voice,
      chosen,
      title: leaflet ? findTexts(voice)('leaflet.title', { name: found.entry.name }) : found.entry.name,
      place,
      inVoice: (code) => `${to(associationId, id)}?lang=${code}`,
      body: leaflet ? <FindLeaflet {...props} origin={origin} /> : <FindEntryPage {...props} />,
    })
  }
  return [
    {
      method: 'get',
      path: paths.find,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const maps = await reader.maps(visit.now)
        const [only] = maps
        if (!only) return visit.notFound()
        return maps.length === 1 ? searchPage(parts, reader, visit, only) : choosePage(parts, visit, maps)
      },
    },
    {
      method: 'get',
      path: paths.findIn(':association'),
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const map = await mapOf(reader, visit)
        return map ? searchPage(parts, reader, visit, map) : visit.notFound()
      },
    },
    {
      method: 'get',
      path: paths.findEntry(':association', ':entry'),
      guard: 'public',
      audit: 'none',
      handle: (visit) => entryPage(visit, false),
    },
    {
      method: 'get',
      path: paths.findLeaflet(':association', ':entry'),
      guard: 'public',
      audit: 'none',
      handle: (visit) => entryPage(visit, true),
    },
  ]
}
