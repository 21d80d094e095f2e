import type { Lang } from '../../../platform/i18n/lang.ts'
import { writePdf } from '../../../platform/pdf/typst.ts'
import { writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import type { ReportTable } from '../core/report-table.ts'
import { timeObject } from '../months/time-file.view.ts'
import { reportCsv } from './report-csv.view.ts'
import { type ReportMore, type ReportNotes, reportSheets } from './report-file.view.ts'
import { REPORT_TYPES, type ReportFormat } from './report-format.ts'
import { reportPage } from './report-html.view.ts'
import { tableObject } from './report-json.view.ts'
import { reportPaper } from './report-paper.view.ts'

/** A report as a file. The same tables and notes give the same bytes. `about` stands first in the JSON. */
export async function reportDownload(
  format: ReportFormat,
  tables: readonly ReportTable[],
  notes: ReportNotes,
  about: Readonly<Record<string, unknown>>,
  lang: Lang,
  name: string,
  more: ReportMore = {},
): Promise<Response> {
  const bytes = await contentOf(format, tables, notes, about, lang, more)
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': REPORT_TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
    },
  })
}

function contentOf(
  format: ReportFormat,
  tables: readonly ReportTable[],
  notes: ReportNotes,
  about: Readonly<Record<string, unknown>>,
  lang: Lang,
  more: ReportMore,
): Uint8Array | Promise<Uint8Array> {
  const text = (content: string) => new TextEncoder().encode(content)
  if (format === 'csv') return reportCsv(tables, lang, more)
  if (format === 'json') {
    const objects = [...tables.map(tableObject), ...(more.months ? [timeObject(more.months)] : [])]
    return text(`${JSON.stringify({ ...about, tables: objects }, null, 1)}\n`)
  }
  if (format === 'html') return text(reportPage(tables, notes, lang, more))
  if (format === 'xlsx') return writeWorkbook(reportSheets(tables, notes, lang, more))
  return writePdf(reportPaper(tables, notes, lang, more))
}
