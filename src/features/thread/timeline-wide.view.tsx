import type { BarShape, Box, KnotShape, Picture, PillShape } from './timeline-geometry.ts'
import { outline, px } from './timeline-paths.ts'
import { barWords, knotWords, namedBy, RedLine, rect, SILENT, Words, waitWords } from './timeline-shapes.view.tsx'
import type { ThreadStory } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

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

const kindOf = (story: ThreadStory, laneId: string): string =>
  story.lanes.find((lane) => lane.id === laneId)?.kind ?? 'other'

function Bar({ bar, texts, rtl, story }: { bar: BarShape; texts: TimelineTexts; rtl: boolean; story: ThreadStory }) {
  const { track, parts } = bar
  const said = barWords(track, story, texts)
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
    <a href={track.href} class={lane}>
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
  const said = knot.knots.map((one) => knotWords(one, story, texts)).join('\n')
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
    <a href={hrefs[0]} class={lane}>
      {shape}
    </a>
  ) : (
    <g {...SILENT} class={lane}>
      {shape}
    </g>
  )
}
