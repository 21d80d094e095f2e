import type { Box } from './timeline-geometry.ts'
import { outlineDown, px } from './timeline-paths.ts'
import {
  barWords,
  knotWords,
  laneClass,
  namedBy,
  RedLine,
  rect,
  SILENT,
  Words,
  waitWords,
  when,
} from './timeline-shapes.view.tsx'
import type { ThreadStory } from './timeline-story.ts'
import type { TallPicture } from './timeline-tall.ts'
import type { TallEntry } from './timeline-tall-entry.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** The tall picture. A link is the words and the knot together. */
export function TallSvg({
  picture,
  story,
  texts,
  id,
}: {
  picture: TallPicture
  story: ThreadStory
  texts: TimelineTexts
  id: string
}) {
  const today = picture.entries.find((one) => one.entry.kind === 'today')
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a paragraph beside it is its name; a title would pop up all over it
    <svg viewBox={`0 0 ${picture.width} ${picture.height}`} {...namedBy(id, story)}>
      <g {...SILENT}>
        {picture.bands.map((band) => (
          <g class={laneClass(band.lane.kind)}>
            <rect {...rect(band.box)} rx="5" class="tl-band" />
            <path class="tl-lead" d={`M${px(band.lead.x0)} ${px(band.lead.y)}H${px(band.lead.x1)}`} />
            <Words label={band.name} of="tl-name" />
          </g>
        ))}
        {today ? (
          <TodayLine y={today.target.y + 13} frame={today.frame} width={picture.width} rtl={texts.dir === 'rtl'} />
        ) : null}
        <path
          class="tl-tie"
          d={picture.entries.map(({ tie }) => (tie ? `M${px(tie.x0)} ${px(tie.y)}H${px(tie.x1)}` : '')).join('')}
        />
        {picture.bars.map((bar) => (
          <g class={laneClass(story.lanes.find((lane) => lane.id === bar.track.laneId)?.kind)}>
            {bar.parts.slice(1).map((part, at) => {
              const before = bar.parts[at]!
              return (
                <path class="tl-pause" d={`M${px(part.x + part.w / 2)} ${px(before.y + before.h)}V${px(part.y)}`} />
              )
            })}
            {bar.parts.map((part, at) => {
              const [start, end] = [at === 0 && bar.openStart, at === bar.parts.length - 1 && bar.openEnd]
              if (part.w < 5) return <rect {...rect(part)} rx="1" class="tl-thin" />
              const { fill, edge } = outlineDown(part, start, end)
              if (!start && !end) return <path class="tl-bar" d={fill} />
              return (
                <>
                  <path class="tl-bar tl-open" d={fill} />
                  <path class="tl-bar tl-edge" d={edge} />
                </>
              )
            })}
          </g>
        ))}
        <RedLine picture={picture} id={id} form="tall" turned />
        {picture.months.map((label) => (
          <Words label={label} of="tl-tick tl-year" />
        ))}
      </g>
      {picture.entries.map((entry) => (
        <EntryWords shape={entry} story={story} texts={texts} />
      ))}
    </svg>
  )
}

function TodayLine({ y, frame, width, rtl }: { y: number; frame: Box | undefined; width: number; rtl: boolean }) {
  const edge = frame ? (rtl ? frame.x + frame.w : frame.x) : 0
  return <path class="tl-now" d={`M${rtl ? width : 0} ${px(y)}H${px(edge)}`} />
}

function EntryWords({ shape, story, texts }: { shape: TallEntry; story: ThreadStory; texts: TimelineTexts }) {
  const { entry, frame, knot } = shape
  const href = hrefOf(entry)
  const inside = (
    <>
      <title>{saidOf(entry, story, texts)}</title>
      {href ? <rect {...rect(shape.target)} rx="5" class="tl-target" /> : null}
      {frame ? <rect {...rect(frame)} rx={entry.kind === 'lane' ? 5 : 11.5} class="tl-frame" /> : null}
      {knot ? (
        <circle cx={px(knot.x)} cy={px(knot.y)} r="6" class={knot.onLine ? 'tl-knot' : 'tl-knot tl-off'} />
      ) : null}
      {shape.date ? <Words label={shape.date} of="tl-tick" /> : null}
      {shape.labels.map((label) => (
        <Words label={label} of="tl-entry" />
      ))}
    </>
  )
  const of = classOf(entry)
  return href ? (
    <a href={href} class={of}>
      {inside}
    </a>
  ) : (
    <g {...SILENT} class={of}>
      {inside}
    </g>
  )
}

const hrefOf = (entry: TallEntry['entry']): string | undefined =>
  entry.kind === 'knot' ? entry.knot.href : entry.kind === 'track' ? entry.track.href : undefined

function classOf(entry: TallEntry['entry']): string {
  if (entry.kind === 'lane') return `tl-chip ${laneClass(entry.lane.kind)}`
  if (entry.kind === 'wait') return 'tl-pill'
  return entry.kind === 'today' ? 'tl-now-chip' : `tl-of-${entry.kind}`
}

function saidOf(entry: TallEntry['entry'], story: ThreadStory, texts: TimelineTexts): string {
  switch (entry.kind) {
    case 'knot':
      return knotWords(entry.knot, story, texts)
    case 'track':
      return barWords(entry.track, story, texts)
    case 'contact':
      return `${texts.row.contact(texts.isolate(entry.contact.name))}, ${when(entry.contact, story, texts)}`
    case 'wait':
      return waitWords(entry.wait, texts)
    case 'lane':
      return texts.isolate(entry.lane.name)
    case 'today':
      return texts.date(story.today)
  }
}
