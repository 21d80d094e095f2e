import type { Wait } from './timeline.ts'
import type { Box, Label, Picture } from './timeline-geometry.ts'
import { pathsOf, point, px } from './timeline-paths.ts'
import type { Knot, LaneKind, Span, ThreadStory, TrackBar } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** For what screen readers need not hear piece by piece: the description and the table say it. */
export const SILENT = { 'aria-hidden': 'true' } as const

/** The class that gives a lane its tint. */
export const laneClass = (kind: LaneKind | undefined): string => `tl-lane-${kind ?? 'other'}`

/** A wait in words, with its days. */
export const waitWords = (wait: Wait, texts: TimelineTexts): string =>
  `${texts.wait(wait.kind, wait.days, wait.ongoing)}, ${texts.on(wait.from, wait.until, wait.ongoing)}`

/** A line of text; `more` follows it quietly. */
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

/** A track or a contact in words, with its days; each is asked for in all forms of the picture. */
export const barWords = oncePer((track: TrackBar, story: ThreadStory, texts: TimelineTexts): string => {
  return `${texts.row.track(texts.isolate(track.name), track.hoursPerWeek)}, ${when(track, story, texts)}`
})

/** A knot in words, with its day. */
export const knotWords = oncePer((knot: Knot, _: ThreadStory, texts: TimelineTexts): string => {
  return `${texts.isolate(knot.label)}, ${texts.date(knot.day)}`
})

function oncePer<T extends object>(make: (one: T, story: ThreadStory, texts: TimelineTexts) => string): typeof make {
  const made = new WeakMap<T, { texts: TimelineTexts; today: string; said: string }>()
  return (one, story, texts) => {
    const known = made.get(one)
    if (known?.texts === texts && known.today === story.today) return known.said
    const said = make(one, story, texts)
    made.set(one, { texts, today: story.today, said })
    return said
  }
}

/** When a period is, in words. */
export const when = (span: Span, story: ThreadStory, texts: TimelineTexts): string =>
  texts.on(span.from, span.until, span.from <= story.today)
