import type { Context } from 'hono'
import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Assets } from '../../../platform/assets.ts'
import type { Db } from '../../../platform/database/db.ts'
import { keptPageAnswer, type PackedPage, packPage } from '../../../platform/page-answer.ts'
import { isUuid } from '../../../shared/ids.ts'
import { keepLatestMade, keepLatestOfMany } from '../../../shared/keep-latest.ts'
import type { PublicVisit, Route } from '../../access/public.ts'
import { findNeighbourEntry } from '../hsds/neighbour.queries.ts'
import { type Measures, measuresKey } from '../measure.ts'
import type { OpenMap } from '../open-map.queries.ts'
import { findTexts } from '../texts/find.ts'
import { findEntry, loadFound, type OpenMapReader, type SearchResult, searchMap } from './find.queries.ts'
import { FindEntryPage } from './find-entry.view.tsx'
import { FindForm, Groups } from './find-form.view.tsx'
import { FindDocument, type FindPage } from './find-frame.view.tsx'
import { FindLeaflet } from './find-leaflet.view.tsx'
import { FoundItemOf, FoundList } from './find-list.view.tsx'
import { FindNeighbourPage } from './find-neighbour.view.tsx'
import { addressOf, isEmpty, PAGE_SIZE, questionOf } from './find-question.ts'
import { isVoiceCode, pickVoice, type Voice, voiceCode } from './find-voice.ts'

type Parts = { db: Db; assets: Assets; origin: string; reader: OpenMapReader }

/** Finished pages, packed, by the state of the map and everything else they depend on. */
const KEPT = 3000
/** Items of lists, of all maps together; a kilobyte each. */
const ITEMS = 8000

const htmlOf = async (assets: Assets, page: FindPage): Promise<string> =>
  (<FindDocument page={page} assets={assets} />).toString()

/** A page that is the same for everybody. */
function answer(c: Context, voice: Voice, page: PackedPage): Response {
  c.header('content-language', voice.lang)
  return keptPageAnswer(c, page)
}

/** The voice of a visit, and how an address says it: by the address or the browser, never by who is signed in. */
function voiceOf({ c }: PublicVisit): { voice: Voice; lang: string | undefined; chosen: string } {
  const query = c.req.query('lang')
  const voice = pickVoice(query, c.req.header('accept-language'))
  const lang = isVoiceCode(query) ? voiceCode(voice) : undefined
  return { voice, lang, chosen: lang ? `?lang=${lang}` : '' }
}

/** Which map an address is about: the number in it, or the only one that is open. */
async function mapOf(reader: OpenMapReader, { c }: PublicVisit): Promise<OpenMap | undefined> {
  const asked = c.req.param('association')
  const maps = await reader.maps()
  if (asked === undefined) return maps.length === 1 ? maps[0] : undefined
  return maps.find((map) => String(map.associationId) === asked)
}

type Pages = {
  parts: Parts
  kept: ReturnType<typeof keepLatestMade<PackedPage | undefined>>
  /** Items of lists as HTML, by the state of their map, the voice and the entry. */
  items: ReturnType<typeof keepLatestOfMany<string>>
}

/** The items of a page of hits as HTML: most of them stood on other pages before. */
async function itemsOf({ parts, items: kept }: Pages, visit: PublicVisit, map: OpenMap, found: SearchResult) {
  const { db, reader } = parts
  const { today } = visit
  const { voice, chosen } = voiceOf(visit)
  const of = `${reader.stateOf(map, today)} ${voiceCode(voice)}${chosen} `
  const byKey = new Map(found.items.map((item) => [of + item.id, item]))
  return kept([...byKey.keys()], async (missing) => {
    const items = missing.flatMap((key) => byKey.get(key) ?? [])
    const [frame, { ones, names }] = await Promise.all([reader.frame(map, today), loadFound(db, map, today, items)])
    const drawn = new Map<string, string>()
    for (const { id } of items) {
      const one = ones.get(id)
      const href = paths.findEntry(map.associationId, id) + chosen
      if (one) drawn.set(of + id, (<FoundItemOf {...{ one, voice, names, frame, href }} />).toString())
    }
    return drawn
  })
}

async function searchPage(pages: Pages, visit: PublicVisit, map: OpenMap) {
  const { parts, kept } = pages
  const { reader } = parts
  const { c, today } = visit
  const { voice, lang, chosen } = voiceOf(visit)
  const question = questionOf((name) => c.req.query(name))
  const asked = `${addressOf(question)} ${question.wrongAge} ${visit.demo} ${voiceCode(voice)}${chosen}`
  const page = await kept(`${reader.stateOf(map, today)} ${asked}`, async () => {
    const part = { take: PAGE_SIZE, skip: (question.page - 1) * PAGE_SIZE }
    const [frame, found] = await Promise.all([
      reader.frame(map, today),
      searchMap(reader.known(map, today), question, part),
    ])
    if (!found) return undefined
    const items = raw((await itemsOf(pages, visit, map, found)).join(''))
    const t = findTexts(voice)
    const props = { voice, question, frame, associationId: map.associationId, lang }
    const empty = isEmpty(question)
    const html = await htmlOf(parts.assets, {
      voice,
      chosen,
      demo: visit.demo,
      title: question.text || map.shortName,
      place: { associationId: map.associationId, name: map.shortName },
      inVoice: (code) => paths.findIn(map.associationId) + addressOf(question, {}, code),
      body: (
        <>
          <h1 tabindex={-1}>{t('title')}</h1>
          {empty && <p class="lead">{t.parts('lead', { place: <bdi lang="sv">{map.shortName}</bdi> })}</p>}
          <FindForm {...props} />
          {empty && <Groups {...props} />}
          <FoundList {...props} found={found} items={items} />
        </>
      ),
    })
    return packPage(html)
  })
  return page ? answer(c, voice, page) : visit.notFound()
}

/** Several maps are open: which? Or none yet: the demo's front page leads here all the same. */
async function choosePage({ assets }: Parts, visit: PublicVisit, maps: readonly OpenMap[]) {
  const { voice, chosen } = voiceOf(visit)
  const t = findTexts(voice)
  const html = await htmlOf(assets, {
    voice,
    chosen,
    demo: visit.demo,
    title: t('choose.title'),
    inVoice: (code) => `${paths.find}?lang=${code}`,
    body: (
      <>
        <h1 tabindex={-1}>{t('choose.title')}</h1>
        <p class="lead">{t(maps.length > 0 ? 'choose.lead' : 'choose.none')}</p>
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
  return answer(visit.c, voice, packPage(html))
}

/** The open pages of the map, for everybody: search, entries, leaflets. They know nobody, set no cookie and carry no script. */
export function findRoutes(parts: Parts): Route[] {
  const { db, assets, origin, reader } = parts
  const kept = keepLatestMade<PackedPage | undefined>(KEPT)
  const pages: Pages = { parts, kept, items: keepLatestOfMany(ITEMS) }

  async function makeEntry(visit: PublicVisit, map: OpenMap, id: string, leaflet: boolean, measures: Measures) {
    const { today } = visit
    const [frame, found] = await Promise.all([reader.frame(map, today), findEntry(db, map, today, id)])
    const { voice, chosen } = voiceOf(visit)
    const { associationId } = map
    const place = { associationId, name: map.shortName }
    if (!found) {
      const other = leaflet ? undefined : await findNeighbourEntry(db, map, today, id)
      if (!other) return undefined
      return htmlOf(assets, {
        ...{ voice, chosen, place, demo: visit.demo },
        title: other.entry.name,
        inVoice: (code) => `${paths.findEntry(associationId, id)}?lang=${code}`,
        body: <FindNeighbourPage {...other} voice={voice} associationId={associationId} chosen={chosen} />,
      })
    }
    const props = { voice, today, found, frame, associationId, chosen, measures }
    const to = leaflet ? paths.findLeaflet : paths.findEntry
    return htmlOf(assets, {
      voice,
      chosen,
      demo: visit.demo,
      title: leaflet ? findTexts(voice)('leaflet.title', { name: found.entry.name }) : found.entry.name,
      place,
      inVoice: (code) => `${to(associationId, id)}?lang=${code}`,
      body: leaflet ? <FindLeaflet {...props} origin={origin} /> : <FindEntryPage {...props} />,
    })
  }

  const entryPage = async (visit: PublicVisit, leaflet: boolean) => {
    const map = await mapOf(reader, visit)
    const id = (visit.c.req.param('entry') ?? '').toLowerCase()
    if (!map || !isUuid(id)) return visit.notFound()
    const { voice, chosen } = voiceOf(visit)
    const measures = await reader.measures(map, visit.today, visit.now)
    const told = `${id} ${leaflet} ${visit.demo} ${voiceCode(voice)}${chosen} ${measuresKey(measures)}`
    const page = await kept(`${reader.stateOf(map, visit.today)} ${told}`, async () => {
      const html = await makeEntry(visit, map, id, leaflet, measures)
      return html === undefined ? undefined : packPage(html)
    })
    return page ? answer(visit.c, voice, page) : visit.notFound()
  }
  return [
    {
      method: 'get',
      path: paths.find,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const maps = await reader.maps()
        const [only] = maps
        return only && maps.length === 1 ? searchPage(pages, visit, only) : choosePage(parts, visit, maps)
      },
    },
    {
      method: 'get',
      path: paths.findIn(':association'),
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const map = await mapOf(reader, visit)
        return map ? searchPage(pages, visit, map) : visit.notFound()
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
