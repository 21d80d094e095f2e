/** The formats of a report as a file. */
export const REPORT_FORMATS = ['pdf', 'xlsx', 'csv', 'json', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]
