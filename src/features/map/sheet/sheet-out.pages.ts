import { paths } from '../../../paths.ts'
import { writeCsv, writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import type { Route, Visit } from '../../access/public.ts'
import { bodiesOf, loadMap, loadPlaces } from '../entry.queries.ts'
import { inRound, NO_AUTHORITY } from '../review/review.ts'
import { namesOf } from './sheet-names.ts'
import { entryRows, mapWorkbook } from './sheet-template.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const download = (bytes: Uint8Array, type: string, name: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })

/** Everything on the map, and the names it is told by. */
export async function mapAndNames({ tx, viewer }: Visit) {
  const scope = { associationId: viewer.associationId }
  const [bodies, entries, places] = await Promise.all([bodiesOf(tx), loadMap(tx, scope), loadPlaces(tx, scope)])
  return { entries, names: namesOf(bodies, entries, places) }
}

async function sheetOf(visit: Visit, format: 'xlsx' | 'csv'): Promise<Response> {
  const { entries, names } = await mapAndNames(visit)
  const asked = visit.c.req.query('huvudman')
  const owner = [NO_AUTHORITY, ...names.bodies.authorities.map((one) => one.authorityId)].find(
    (one) => String(one) === asked,
  )
  if (asked !== undefined && owner === undefined) return visit.notFound()
  const rows = owner === undefined ? entries : entries.filter((one) => inRound(one) === owner)
  const name = `karta-${visit.today}.${format}`
  if (format === 'xlsx') return download(await writeWorkbook(mapWorkbook(rows, names)), XLSX, name)
  const { header, rows: cells } = entryRows(rows, names)
  return download(writeCsv([header, ...cells]), 'text/csv; charset=utf-8', name)
}

/** The template and the map as a file, for everybody who is signed in. */
export const sheetOutRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapTemplate,
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const { names } = await mapAndNames(visit)
      return download(await writeWorkbook(mapWorkbook([], names, visit.lang)), XLSX, 'mall-karta.xlsx')
    },
  },
  {
    method: 'get',
    path: paths.mapOut('xlsx'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => sheetOf(visit, 'xlsx'),
  },
  {
    method: 'get',
    path: paths.mapOut('csv'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => sheetOf(visit, 'csv'),
  },
]
