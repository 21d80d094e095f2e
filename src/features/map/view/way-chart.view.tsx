import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import type { Graph, GraphLayout, Point } from '../../../platform/graph/layout.ts'
import { element, html, type Markup, path, together, words } from '../../../ui/markup.ts'
import { textWidth, wrapText } from '../../../ui/text-width.ts'
import { codeTexts } from '../texts/code.ts'
import { viewTexts } from '../texts/view.ts'
import { waysTexts } from '../texts/ways.ts'
import type { ViewFrame } from './view-frame.view.tsx'
import { ownerWords } from './view-words.ts'
import type { WayBox, WayChart } from './way-chart.ts'

const SIZE = 14
const LINE = 18
const WIDEST = 140
const PAD = 12
const EDGE = 6

type Drawn = { box: WayBox; lines: string[]; width: number; height: number }

const nameOf = (box: WayBox, { lang, bodies }: Pick<ViewFrame, 'lang' | 'bodies'>): string => {
  switch (box.kind) {
    case 'way':
      return codeTexts(lang)(`way.${box.way}`)
    case 'destination':
      return waysTexts(lang)(`to.${box.destination}`)
    case 'authority':
      return ownerWords(lang, bodies, box.authorityId)
    default:
      return box.name
  }
}

/** Boxes as wide and high as their words. */
export function drawnBoxes(chart: WayChart, frame: Pick<ViewFrame, 'lang' | 'bodies'>): Drawn[] {
  return chart.boxes.map((box) => {
    const lines = wrapText(nameOf(box, frame), SIZE, WIDEST, 3)
    const width = Math.ceil(Math.max(60, ...lines.map((line) => textWidth(line, SIZE))) + 2 * PAD)
    return { box, lines, width, height: lines.length * LINE + 12 }
  })
}

/** What is asked of the layout: boxes with their sizes, ways in first, destinations last. */
export const graphOf = (chart: WayChart, drawn: readonly Drawn[], measured: boolean): Graph => ({
  // Numbers stand on the lines.
  airy: measured,
  boxes: drawn.map(({ box, width, height }) => ({ id: box.id, width, height })),
  lines: chart.lines.map(({ from, to }) => ({ from, to })),
  first: chart.boxes.filter(({ kind }) => kind === 'way').map(({ id }) => id),
  last: chart.boxes.filter(({ kind }) => kind === 'destination').map(({ id }) => id),
})

const px = (value: number): number => Math.round(value * 10) / 10
const curve = (points: readonly Point[]): string =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : at === 1 ? 'C' : ''}${px(x)} ${px(y)}`).join(' ')

/** The middle of a line: of its middle piece, on the curve itself. */
function middleOf(points: readonly Point[]): Point {
  const at = 3 * Math.floor((points.length - 1) / 6)
  const [a, b, c, d] = [
    points[at]!,
    points[at + 1] ?? points[at]!,
    points[at + 2] ?? points[at]!,
    points[at + 3] ?? points[at]!,
  ]
  const half = (i: 0 | 1) => (a[i] + 3 * b[i] + 3 * c[i] + d[i]) / 8
  return [half(0), half(1)]
}

/** A small arrowhead at the end of a line, along its last piece. */
function head(points: readonly Point[]): string {
  const [x, y] = points.at(-1)!
  const [bx, by] = points.at(-2) ?? [x - 1, y]
  const length = Math.hypot(x - bx, y - by) || 1
  const [dx, dy] = [(x - bx) / length, (y - by) / length]
  const at = (along: number, across: number) =>
    `${px(x - dx * along - dy * across)} ${px(y - dy * along + dx * across)}`
  return `M${px(x)} ${px(y)}L${at(8, 4)} ${at(8, -4)}Z`
}

const hrefOf = (box: WayBox): string | undefined => (box.kind === 'entry' ? paths.mapEntry(box.entryId) : undefined)
const ownerClass = (box: WayBox): string =>
  box.kind === 'way' || box.kind === 'destination' ? `map-way-${box.kind}` : `map-owner-${box.owner}`

function boxMark({ box, lines, width, height }: Drawn, x: number, y: number): Markup {
  const outside = box.kind === 'entry' && !box.chosen
  const round = box.kind === 'way' || box.kind === 'destination' ? height / 2 : 7
  const shape = together(
    element('rect', {
      x: px(x - width / 2),
      y: px(y - height / 2),
      width,
      height,
      rx: round,
      class: outside ? 'map-box map-outside' : 'map-box',
    }),
    lines.map((line, at) =>
      element('text', { x: px(x), y: px(y - height / 2 + 6 + LINE * at + 13.5), class: 'map-mid' }, words(line)),
    ),
  )
  const href = hrefOf(box)
  return href ? element('a', { href, class: ownerClass(box) }, shape) : element('g', { class: ownerClass(box) }, shape)
}

/** The picture: lines under boxes, mirrored where one reads from the right. */
export function chartSvg(
  chart: WayChart,
  drawn: readonly Drawn[],
  layout: GraphLayout,
  frame: ViewFrame,
  measured: boolean,
): Markup {
  const { lang, rtl } = frame
  const t = waysTexts(lang)
  const width = Math.ceil(layout.width) + 2 * EDGE
  const height = Math.ceil(layout.height) + 2 * EDGE
  const turn = ([x, y]: Point): Point => [rtl ? width - EDGE - x : x + EDGE, y + EDGE]
  const most = Math.max(1, ...chart.lines.map(({ count }) => count))
  const lines = chart.lines.map(({ count }, at) => {
    const points = layout.lines[at]?.map(turn)
    if (!points) return undefined
    const thick = measured || chart.level !== 'entry' ? 1.25 + (4.75 * count) / most : 1.5
    return together(
      element('path', { d: curve(points), class: 'map-line', 'stroke-width': px(thick) }),
      path('map-head', head(points)),
    )
  })
  const counts = chart.lines.map(({ count }, at) => {
    const points = layout.lines[at]?.map(turn)
    if (!points) return undefined
    const [x, y] = middleOf(points)
    return element('text', { x: px(x), y: px(y + 5), class: 'map-mid map-people' }, words(String(count)))
  })
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'group',
      'aria-labelledby': 'ways-title ways-desc',
      class: 'map-ways',
    },
    element('title', { id: 'ways-title' }, words(t('caption'))),
    element('desc', { id: 'ways-desc' }, words(t('desc', { boxes: chart.boxes.length, lines: chart.lines.length }))),
    element('g', { 'aria-hidden': 'true' }, lines),
    drawn.map((one) => {
      const at = layout.boxes.get(one.box.id) ?? { x: 0, y: 0 }
      const [x, y] = turn([at.x, at.y])
      return boxMark(one, x, y)
    }),
    measured && element('g', { 'aria-hidden': 'true' }, counts),
  )
}

/** The same as a list: from each, where one goes. */
export function WayList({ chart, frame, measured }: { chart: WayChart; frame: ViewFrame; measured: boolean }) {
  const { lang } = frame
  const t = waysTexts(lang)
  const boxes = new Map(chart.boxes.map((box) => [box.id, box]))
  const link = (id: string): Markup => {
    const box = boxes.get(id)!
    const name = html('bdi', {}, words(nameOf(box, frame)))
    const href = hrefOf(box)
    return href ? html('a', { href }, name) : name
  }
  const from = [...new Set(chart.lines.map((line) => line.from))]
  const counts = measured || chart.level !== 'entry'
  const table = html(
    'table',
    { class: 'map-provided', role: 'table' },
    html('caption', {}, words(t('list'))),
    html(
      'thead',
      { role: 'rowgroup' },
      html(
        'tr',
        { role: 'row' },
        [t('col.from'), t('col.to')].map((text) => html('th', { scope: 'col', role: 'columnheader' }, words(text))),
      ),
    ),
    html(
      'tbody',
      { role: 'rowgroup' },
      from.map((id) =>
        html(
          'tr',
          { role: 'row' },
          html('th', { scope: 'row', role: 'rowheader' }, link(id)),
          html(
            'td',
            { role: 'cell', 'data-label': t('col.to') },
            html(
              'ul',
              { class: 'map-links' },
              chart.lines
                .filter((line) => line.from === id)
                .map(({ to, count }) =>
                  html('li', {}, link(to), counts && words(`: ${t(measured ? 'people' : 'times', { count })}`)),
                ),
            ),
          ),
        ),
      ),
    ),
  )
  return <>{raw(table)}</>
}

/** What the boxes mean. */
export function WayLegend({ chart, frame, measured }: { chart: WayChart; frame: ViewFrame; measured: boolean }) {
  const { lang } = frame
  const t = waysTexts(lang)
  const swatch = (of: string, more = '', rx = 4) => (
    <svg class="map-swatch" width="28" height="18" aria-hidden="true" focusable="false">
      <g class={of}>
        <rect class={`map-box ${more}`} x="1" y="1" width="26" height="16" rx={rx} />
      </g>
    </svg>
  )
  const owners = new Map<string, { of: string; name: string }>()
  for (const box of chart.boxes) {
    if (box.kind === 'way' || box.kind === 'destination') continue
    owners.set(box.owner, { of: ownerClass(box), name: codeTexts(lang)(`owner.${box.owner}`) })
  }
  const has = (of: (box: WayBox) => boolean) => chart.boxes.some(of)
  return (
    <ul class="map-legend" aria-label={viewTexts(lang)('legend')}>
      {has(({ kind }) => kind === 'way') && (
        <li>
          {swatch('map-way-way', '', 8)}
          <span>{t('legend.way')}</span>
        </li>
      )}
      {[...owners.values()].map(({ of, name }) => (
        <li>
          {swatch(of)}
          <span>{name}</span>
        </li>
      ))}
      {has((box) => box.kind === 'entry' && !box.chosen) && (
        <li>
          {swatch('map-owner-association', 'map-outside')}
          <span>{t('legend.outside')}</span>
        </li>
      )}
      {has(({ kind }) => kind === 'destination') && (
        <li>
          {swatch('map-way-destination', '', 8)}
          <span>{t('legend.to')}</span>
        </li>
      )}
      {(measured || chart.level !== 'entry') && <li>{t('legend.width')}</li>}
    </ul>
  )
}
