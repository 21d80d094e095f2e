import { formatNumber, formatPercent } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi } from '../../../ui/inline.tsx'
import type { Bar, Chart } from '../core/chart.ts'
import { HIDDEN } from '../core/quantity.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { type ReportWord, reportTexts } from '../texts/report.ts'
import { hiddenMark } from './report-words.view.ts'

/** A key of a list (`sex.man`), of a list in the later round (`now.duration.<1`) or of a column (`column.before`) in words. */
export function seriesName(lang: Lang, key: string): string {
  if (key.startsWith('column.')) return reportTexts(lang)(key as ReportWord)
  const code = codeTexts(lang)(key.replace(/^now\./, '') as CodeWord)
  return key.startsWith('now.') ? `${reportTexts(lang)('column.after')}: ${code}` : code
}

/** What stands beside a bar. */
export function barLabel(lang: Lang, chart: Chart, { value }: Bar): string {
  if (value === HIDDEN) return hiddenMark(lang)
  if (value === null) return '–'
  if (chart.measure === 'share') return formatPercent(lang, value, 1)
  return formatNumber(lang, value, chart.measure === 'count' ? 0 : 2)
}

const percent = (value: number, max: number): string =>
  `${Math.round(Math.min(1, Math.max(0, value / max)) * 1000) / 10}%`

/** One bar with its interval, as wide as its place; mirrored by the stylesheet where text runs from the right. */
const BarPicture = ({ bar, chart, at }: { bar: Bar; chart: Chart; at: number }) => {
  const { value, interval } = bar
  return (
    <svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false">
      <rect class="bar-ground" x="0" y="1" width="100%" height="12" />
      {typeof value === 'number' && (
        <rect class="bar-value" data-series={at} x="0" y="1" width={percent(value, chart.max)} height="12" />
      )}
      {typeof value === 'number' && interval && (
        <>
          {(['bar-halo', 'bar-line'] as const).map((name) => (
            <>
              <line
                class={name}
                x1={percent(interval[0], chart.max)}
                x2={percent(interval[1], chart.max)}
                y1="7"
                y2="7"
              />
              {interval.map((end) => (
                <line class={name} x1={percent(end, chart.max)} x2={percent(end, chart.max)} y1="3" y2="11" />
              ))}
            </>
          ))}
        </>
      )}
    </svg>
  )
}

/** The picture of a table; said aloud as one sentence, for the table stands below with every number. */
export const ChartPicture = ({ lang, chart, label }: { lang: Lang; chart: Chart; label: string }) => (
  <div class="survey-chart" role="img" aria-label={label}>
    {chart.series.length > 1 && (
      <p class="chart-key">
        {chart.series.map((key, at) => (
          <span>
            <svg class="bar" width="14" height="14" aria-hidden="true" focusable="false">
              <rect class="bar-value" data-series={at} x="1" y="1" width="12" height="12" />
            </svg>{' '}
            {seriesName(lang, key)}
          </span>
        ))}
      </p>
    )}
    {chart.rows.map(({ words, bars }) => (
      <div class="chart-row">
        <span class="chart-name">{words.map((word) => codeTexts(lang)(word as CodeWord)).join(' + ')}</span>
        <span class="chart-bars">
          {bars.map((bar, at) => (
            <span class="chart-bar">
              <BarPicture bar={bar} chart={chart} at={at} />
              <Bdi whole>{barLabel(lang, chart, bar)}</Bdi>
            </span>
          ))}
        </span>
      </div>
    ))}
  </div>
)
