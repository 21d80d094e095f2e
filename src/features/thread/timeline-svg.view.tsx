import type { Wait } from './timeline.ts'
import type { Entry } from './timeline-entries.ts'
import type { BarShape, Box, KnotShape, Label, Picture, PillShape, Stroke, Stroked } from './timeline-geometry.ts'
import type { LaneKind, Span, ThreadStory } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** Coordinates with one decimal: a tenth of a px is not seen, and the page is smaller. */
export const px = (value: number): string => String(Math.round(value * 10) / 10)

const point = (x: number, y: number): string => `${px(x)} ${px(y)}`

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
 * A bar with round ends, or straight ones where it goes on outside the picture. `edge` leaves those ends open.
 */
export function outline({ x, y, w, h }: Box, openLeft: boolean, openRight: boolean): { fill: string; edge: string } {
  const r = Math.min(h / 2, w / 2, 9)
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`
  const top = openLeft ? `M${point(x, y)}` : `M${point(x, y + h - r)}V${px(y + r)}${arc(r, -r)}`
  const right = openRight ? '' : `H${px(x + w - r)}${arc(r, r)}V${px(y + h - r)}${arc(-r, r)}`
  const bottom = openLeft ? `H${px(x)}` : `H${px(x + r)}${arc(-r, -r)}`
  return {
    fill: `${top}${openRight ? `H${px(x + w)}v${px(h)}` : right}${bottom}z`,
    edge: `${top}${openRight ? `H${px(x + w)}m0 ${px(h)}` : right}${bottom}`,
  }
}

/** For what screen readers need not hear piece by piece: the description and the table say it. */
export const SILENT = { 'aria-hidden': 'true' } as const

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
  return {
    fill: `${openTop ? `M${point(x, y)}H${px(x + w)}` : start}${bottom}z`,
    edge: `${openTop ? side : start}${foot}V${px(openTop ? y : y + r)}`,
  }
}

export const laneClass = (kind: LaneKind | undefined): string => `tl-lane-${kind ?? 'other'}`

export const hrefOf = (entry: Entry): string | undefined =>
  entry.kind === 'knot' ? entry.knot.href : entry.kind === 'track' ? entry.track.href : undefined

export const waitWords = (wait: Wait, texts: TimelineTexts): string =>
  `${texts.wait(wait.kind, wait.days, wait.ongoing)}, ${texts.on(wait.from, wait.until, wait.ongoing)}`

export const Words = ({ label, of, more }: { label: Label; of: string; more?: string }) => (
  <text x={px(label.x)} y={px(label.y)} class={label.middle ? `${of} tl-mid` : of}>
    {label.full ? <title>{label.full}</title> : null}
    {label.text}
    {more ? <tspan class="tl-soft">{` ${more}`}</tspan> : null}
  </text>
)

/** An image when nothing in it can be followed: links within an image would be lost to screen readers. */
export function namedBy(id: string, story: ThreadStory) {
  const hasLinks = [...story.tracks, ...story.knots].some((one) => one.href)
  return {
    role: hasLinks ? 'group' : 'img',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': `${id}-desc`,
  } as const
}

/** The wide picture. Everything but links is hidden from screen readers, which get the description and the table. */
export function WideSvg({
  picture,
  story,
  texts,
  id,
}: {
  picture: Picture
  story: ThreadStory
  texts: TimelineTexts
  id: string
}) {
  const rtl = texts.dir === 'rtl'
  const lanesTop = picture.bands[0]?.box.y ?? 28
  const lanesEnd = picture.bands.reduce((end, band) => (band.isContacts ? end : band.box.y + band.box.h), lanesTop)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a paragraph beside it is its name; a title would pop up all over it
    <svg viewBox={`0 0 ${picture.width} ${picture.height}`} {...namedBy(id, story)}>
      <g {...SILENT}>
        {picture.bands.map((band) => (
          <g class={band.isContacts ? 'tl-contacts' : `tl-lane-${band.lane.kind}`}>
            <rect {...rect(band.box)} rx="7" class="tl-band" />
            {band.labels.map((label, at) => (
              <Words label={label} of={at === 0 || label.size === 14 ? 'tl-name' : 'tl-detail'} />
            ))}
          </g>
        ))}
        <path
          class="tl-grid"
          d={picture.ticks.map((tick) => `M${px(tick.at)} ${px(lanesTop)}V${px(lanesEnd)}`).join('')}
        />
        {picture.ticks.map((tick) => (tick.label ? <Words label={tick.label} of="tl-tick" /> : null))}
        {picture.years.map((label) => (
          <Words label={label} of="tl-tick tl-year" />
        ))}
        {picture.today ? (
          <path class="tl-now" d={`M${px(picture.today.at)} ${px(picture.today.from)}V${px(picture.today.until)}`} />
        ) : null}
      </g>
      {picture.bars.map((bar) => (
        <Bar bar={bar} texts={texts} rtl={rtl} story={story} />
      ))}
      <g {...SILENT}>
        <RedLine picture={picture} id={id} form={String(picture.width)} />
        {picture.contacts.map((span) => (
          <g class="tl-contacts">
            <title>{texts.row.contact(texts.isolate(span.name))}</title>
            <rect {...rect(span.box)} rx="1.5" class="tl-contact" />
            {span.label ? <Words label={span.label} of="tl-tag" /> : null}
          </g>
        ))}
        {picture.pills.map((pill) => (
          <Pill pill={pill} texts={texts} />
        ))}
        {picture.today ? (
          <>
            <rect {...rect(picture.today.badge)} rx="11" class="tl-badge" />
            <Words label={picture.today.label} of="tl-now-text" />
          </>
        ) : null}
      </g>
      {picture.knots.map((knot) => (
        <KnotMark knot={knot} story={story} texts={texts} />
      ))}
    </svg>
  )
}

export const rect = (box: Box) => ({ x: px(box.x), y: px(box.y), width: px(box.w), height: px(box.h) })

/** The red line with a rim in the colour of the paper, so that it stays one line where it passes over bars. */
export function RedLine({
  picture,
  id,
  form,
  turned,
}: {
  picture: Pick<Picture, 'line' | 'side' | 'fade'>
  id: string
  form: string
  turned?: boolean
}) {
  const paths = pathsOf(picture.line, turned)
  const fade = picture.fade
  const [x1, y1, x2, y2] = fade
    ? turned
      ? [fade.across, fade.from, fade.across, fade.until]
      : [fade.from, fade.across, fade.until, fade.across]
    : [0, 0, 0, 0]
  return (
    <>
      {pathsOf(picture.side, turned).map((path) => (
        <path class="tl-side" d={path.d} />
      ))}
      <path
        class="tl-rim"
        d={paths
          .filter((path) => path.stroke !== 'resting')
          .map((path) => path.d)
          .join('')}
      />
      {paths.map((path) => (
        <path class={`tl-${path.stroke}`} d={path.d} />
      ))}
      {fade ? (
        <>
          <linearGradient
            id={`${id}-fade-${form}`}
            gradientUnits="userSpaceOnUse"
            x1={px(x1)}
            y1={px(y1)}
            x2={px(x2)}
            y2={px(y2)}
          >
            <stop class="tl-stop" />
            <stop class="tl-stop" offset="1" stop-opacity="0" />
          </linearGradient>
          <path
            d={`M${point(x1, y1)}L${point(x2, y2)}`}
            stroke={`url(#${id}-fade-${form})`}
            class={`tl-${fade.stroke} tl-fade`}
          />
        </>
      ) : null}
    </>
  )
}

const kindOf = (story: ThreadStory, laneId: string): string =>
  story.lanes.find((lane) => lane.id === laneId)?.kind ?? 'other'

function Bar({ bar, texts, rtl, story }: { bar: BarShape; texts: TimelineTexts; rtl: boolean; story: ThreadStory }) {
  const { track, parts } = bar
  const said = `${texts.row.track(texts.isolate(track.name), track.hoursPerWeek)}, ${when(track, story, texts)}`
  const shape = (
    <>
      {parts.slice(1).map((part, at) => (
        <path
          class="tl-pause"
          d={`M${px(inner(parts[at]!, rtl))} ${px(part.y + part.h / 2)}H${px(rtl ? part.x + part.w : part.x)}`}
        />
      ))}
      {parts.map((part, at) => {
        const [start, end] = [at === 0 && bar.openStart, at === parts.length - 1 && bar.openEnd]
        const { fill, edge } = outline(part, rtl ? end : start, rtl ? start : end)
        if (!start && !end) return <path class="tl-bar" d={fill} />
        return (
          <>
            <path class="tl-bar tl-open" d={fill} />
            <path class="tl-bar tl-edge" d={edge} />
          </>
        )
      })}
      {bar.label ? <Words label={bar.label} of="tl-text" {...(bar.hours ? { more: bar.hours } : {})} /> : null}
    </>
  )
  const lane = `tl-lane-${kindOf(story, track.laneId)}`
  return track.href ? (
    <a href={track.href} aria-label={said} class={lane}>
      <title>{said}</title>
      {shape}
    </a>
  ) : (
    <g {...SILENT} class={lane}>
      <title>{said}</title>
      {shape}
    </g>
  )
}

const inner = (part: Box, rtl: boolean): number => (rtl ? part.x : part.x + part.w)

/** When a period is, in words. */
export const when = (span: Span, story: ThreadStory, texts: TimelineTexts): string =>
  texts.on(span.from, span.until, span.from <= story.today)

export function Pill({ pill, texts }: { pill: PillShape; texts: TimelineTexts }) {
  const { wait } = pill
  return (
    <g class={`tl-pill tl-${wait.kind}`}>
      <title>{waitWords(wait, texts)}</title>
      {pill.leader ? (
        <path class="tl-stem" d={`M${px(pill.leader.x)} ${px(pill.leader.y0)}V${px(pill.leader.y1)}`} />
      ) : null}
      <rect {...rect(pill.box)} rx="11" />
      <Words label={pill.label} of="tl-pill-text" />
    </g>
  )
}

export function KnotMark({ knot, story, texts }: { knot: KnotShape; story: ThreadStory; texts: TimelineTexts }) {
  const said = knot.knots.map((one) => `${texts.isolate(one.label)}, ${texts.date(one.day)}`).join('\n')
  const hrefs = [...new Set(knot.knots.map((one) => one.href).filter((href) => href !== undefined))]
  const first = knot.knots[0]!
  const shape = (
    <>
      <title>{said}</title>
      {knot.leader ? (
        <path class="tl-stem" d={`M${px(knot.leader.x)} ${px(knot.leader.y0)}V${px(knot.leader.y1)}`} />
      ) : null}
      <circle cx={px(knot.x)} cy={px(knot.y)} r="12" class="tl-target" />
      <circle
        cx={px(knot.x)}
        cy={px(knot.y)}
        r={knot.knots.length > 1 ? 9 : 6.5}
        class={knot.onLine ? 'tl-knot' : 'tl-knot tl-off'}
      />
      {knot.knots.length > 1 ? (
        <text x={px(knot.x)} y={px(knot.y + 4)} class="tl-count tl-mid">
          {knot.knots.length}
        </text>
      ) : null}
      {knot.label ? <Words label={knot.label} of="tl-tag" /> : null}
    </>
  )
  const lane = `tl-lane-${kindOf(story, first.laneId)}`
  return hrefs.length === 1 ? (
    <a href={hrefs[0]} aria-label={said} class={lane}>
      {shape}
    </a>
  ) : (
    <g {...SILENT} class={lane}>
      {shape}
    </g>
  )
}
