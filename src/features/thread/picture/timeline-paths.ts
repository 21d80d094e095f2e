import type { Box, Stroke, Stroked } from './timeline-geometry.ts'

/** Coordinates with one decimal: a tenth of a px is not seen, and the page is smaller. */
export const px = (value: number): string => String(Math.round(value * 10) / 10)

export const point = (x: number, y: number): string => `${px(x)} ${px(y)}`

/** The paths of a line, one for each run of legs drawn the same way; a curve is soft at both ends. */
export function pathsOf(legs: readonly Stroked[], turned = false): { stroke: Stroke; d: string }[] {
  const paths: { stroke: Stroke; d: string }[] = []
  let end = ''
  for (const { stroke, x0, y0, x1, y1 } of legs) {
    const [xm, ym] = [(x0 + x1) / 2, (y0 + y1) / 2]
    const curve = turned ? `${point(x0, ym)} ${point(x1, ym)}` : `${point(xm, y0)} ${point(xm, y1)}`
    const isFlat = turned ? x0 === x1 : y0 === y1
    const step = isFlat ? `L${point(x1, y1)}` : `C${curve} ${point(x1, y1)}`
    const last = paths.at(-1)
    if (last && last.stroke === stroke && end === point(x0, y0)) last.d += step
    else paths.push({ stroke, d: `M${point(x0, y0)}${step}` })
    end = point(x1, y1)
  }
  return paths
}

/**
 * A bar with round ends, or straight ones where it goes on outside the picture. `edge` leaves those ends open; it is empty
 * when there are none.
 */
export function outline({ x, y, w, h }: Box, openLeft: boolean, openRight: boolean): { fill: string; edge: string } {
  const r = Math.min(h / 2, w / 2, 9)
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`
  const top = openLeft ? `M${point(x, y)}` : `M${point(x, y + h - r)}V${px(y + r)}${arc(r, -r)}`
  const right = openRight ? '' : `H${px(x + w - r)}${arc(r, r)}V${px(y + h - r)}${arc(-r, r)}`
  const bottom = openLeft ? `H${px(x)}` : `H${px(x + r)}${arc(-r, -r)}`
  if (!openLeft && !openRight) return { fill: `${top}${right}${bottom}z`, edge: '' }
  return {
    fill: `${top}${openRight ? `H${px(x + w)}v${px(h)}` : right}${bottom}z`,
    edge: `${top}${openRight ? `H${px(x + w)}m0 ${px(h)}` : right}${bottom}`,
  }
}

/** The same for a bar that runs down. */
export function outlineDown({ x, y, w, h }: Box, openTop: boolean, openFoot: boolean): { fill: string; edge: string } {
  const r = Math.min(h / 2, w / 2, 4)
  const arc = (dx: number, dy: number) => `a${px(r)} ${px(r)} 0 0 1 ${px(dx)} ${px(dy)}`
  const start = openTop ? `M${point(x, y)}` : `M${point(x, y + r)}${arc(r, -r)}H${px(x + w - r)}${arc(r, r)}`
  const side = openTop ? `M${point(x + w, y)}` : ''
  const foot = openFoot
    ? `V${px(y + h)}M${point(x, y + h)}`
    : `V${px(y + h - r)}${arc(-r, r)}H${px(x + r)}${arc(-r, -r)}`
  const bottom = openFoot ? `V${px(y + h)}H${px(x)}` : `V${px(y + h - r)}${arc(-r, r)}H${px(x + r)}${arc(-r, -r)}`
  if (!openTop && !openFoot) return { fill: `${start}${bottom}z`, edge: '' }
  return {
    fill: `${openTop ? `M${point(x, y)}H${px(x + w)}` : start}${bottom}z`,
    edge: `${openTop ? side : start}${foot}V${px(openTop ? y : y + r)}`,
  }
}
