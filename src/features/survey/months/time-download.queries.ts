import type { Lang } from '../../../platform/i18n/lang.ts'
import { writePdf } from '../../../platform/pdf/typst.ts'
import { writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { REPORT_TYPES } from '../report/report-format.ts'
import { type TimeHead, timeCsv, timeJson, timePaper, timeSheets } from './time-file.view.ts'
import type { TimeTable } from './time-table.view.ts'

/** The formats of tables over time. */
export const TIME_FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const
export type TimeFormat = (typeof TIME_FORMATS)[number]

/** Tables over time as a file. The same tables give the same bytes. */
export async function timeDownload(
  format: TimeFormat,
  tables: readonly TimeTable[],
  head: TimeHead,
  lang: Lang,
  name: string,
): Promise<Response> {
  const content = {
    pdf: () => writePdf(timePaper(tables, head, lang)),
    xlsx: () => writeWorkbook(timeSheets(tables, head, lang)),
    csv: () => timeCsv(tables),
    json: () => new TextEncoder().encode(timeJson(tables, head)),
  }
  return new Response((await content[format]()) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': REPORT_TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
    },
  })
}
