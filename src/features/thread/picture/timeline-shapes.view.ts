import { element, type Markup, path, together, words } from '../../../ui/markup.ts'
import type { Wait } from './timeline.ts'
import type { Box, Label, Picture, Stem } from './timeline-geometry.ts'
import { pathsOf, point, px } from './timeline-paths.ts'
import type { Knot, LaneKind, Span, ThreadStory, TrackBar } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** What every part of a picture is drawn with. `rtl`: the picture is mirrored. */
export type Drawing = { story: ThreadStory; texts: TimelineTexts; id: string; rtl: boolean }

/** The class that gives a lane its tint. */
export const laneClass = (kind: LaneKind | undefined): string => `tl-lane-${kind ?? 'other'}`
export const classOfLane = (story: ThreadStory, laneId: string): string =>
  laneClass(story.lanes.find((lane) => lane.id === laneId)?.kind)

/** For what screen readers need not hear piece by piece: the description and the table say it. */
export const silent = (of: string | undefined, ...children: Parameters<typeof together>): Markup =>
  element('g', { class: of, 'aria-hidden': 'true' }, ...children)

/** A link with its whole meaning as its name, or the same shape when there is nothing to follow. */
export function followable(href: string | undefined, of: string, said: string, shape: Markup): Markup {
  const title = element('title', {}, words(said))
  return href ? element('a', { href, class: of }, title, shape) : silent(of, title, shape)
}

/** A line of text; `more` follows it quietly. */
export const line = (label: Label, of: string, more?: string): Markup =>
  element(
    'text',
    { x: px(label.x), y: px(label.y), class: label.middle ? `${of} tl-mid` : of },
    label.full ? element('title', {}, words(label.full)) : undefined,
    words(label.text),
    more ? element('tspan', { class: 'tl-soft' }, words(` ${more}`)) : undefined,
  )

export const rect = (box: Box, rx: number, of?: string): Markup =>
  element('rect', { x: px(box.x), y: px(box.y), width: px(box.w), height: px(box.h), rx, class: of })

export const ring = (x: number, y: number, r: number, of: string): Markup =>
  element('circle', { cx: px(x), cy: px(y), r, class: of })

export const stem = (leader: Stem | undefined): Markup | undefined | false =>
  leader && path('tl-stem', `M${px(leader.x)} ${px(leader.y0)}V${px(leader.y1)}`)

/** A bar's outline; its edge apart when it goes on outside the picture and has no end to draw. */
export const outlined = ({ fill, edge }: { fill: string; edge: string }): Markup =>
  edge === '' ? together(path('tl-bar', fill)) : together(path('tl-bar tl-open', fill), path('tl-bar tl-edge', edge))

/**
 * The frame of a picture. An image when nothing in it can be followed: links within an image would be lost to screen
 * readers. Paragraphs beside it name and describe it; a title of its own would pop up all over it.
 */
export function frame(picture: { width: number; height: number }, { story, id }: Drawing, inside: Markup): Markup {
  const hasLinks = [...story.tracks, ...story.knots].some((one) => one.href)
  const attributes = {
    viewBox: `0 0 ${picture.width} ${picture.height}`,
    role: hasLinks ? 'group' : 'img',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': `${id}-desc`,
  }
  return element('svg', attributes, inside)
}

/** The red line with a rim in the colour of the paper, so that it stays one line where it passes over bars. */
export function redLine(
  picture: Pick<Picture, 'line' | 'side' | 'fade' | 'width'>,
  { id }: Drawing,
  turned = false,
): Markup {
  const paths = pathsOf(picture.line, turned)
  const rim = paths.map((one) => (one.stroke === 'resting' ? '' : one.d)).join('')
  return together(
    pathsOf(picture.side, turned).map((one) => path('tl-side', one.d)),
    path('tl-rim', rim),
    paths.map((one) => path(`tl-${one.stroke}`, one.d)),
    picture.fade && tail(picture.fade, `${id}-fade-${picture.width}`, turned),
  )
}

function tail({ stroke, from, until, across }: NonNullable<Picture['fade']>, id: string, turned: boolean): Markup {
  const [x1, y1, x2, y2] = turned ? [across, from, across, until] : [from, across, until, across]
  const along = { id, gradientUnits: 'userSpaceOnUse', x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2) }
  return together(
    element(
      'linearGradient',
      along,
      element('stop', { class: 'tl-stop' }),
      element('stop', { class: 'tl-stop', offset: 1, 'stop-opacity': 0 }),
    ),
    element('path', { class: `tl-${stroke} tl-fade`, stroke: `url(#${id})`, d: `M${point(x1, y1)}L${point(x2, y2)}` }),
  )
}

/** A wait in words, with its days. */
export const waitWords = (wait: Wait, texts: TimelineTexts): string =>
  `${texts.wait(wait.kind, wait.days, wait.ongoing)}, ${texts.on(wait.from, wait.until, wait.ongoing)}`

/** A track in words, with its days; asked for in all forms of the picture. */
export const barWords = oncePer(
  (track: TrackBar, { story, texts }: Drawing): string =>
    `${texts.row.track(texts.isolate(track.name), track.hoursPerWeek)}, ${when(track, story, texts)}`,
)

/** A knot in words, with its day. */
export const knotWords = oncePer(
  (knot: Knot, { texts }: Drawing): string => `${texts.isolate(knot.label)}, ${texts.date(knot.day)}`,
)

function oncePer<T extends object>(make: (one: T, drawing: Drawing) => string): typeof make {
  const made = new WeakMap<T, { story: ThreadStory; texts: TimelineTexts; said: string }>()
  return (one, drawing) => {
    const known = made.get(one)
    if (known && known.texts === drawing.texts && known.story === drawing.story) return known.said
    const said = make(one, drawing)
    made.set(one, { story: drawing.story, texts: drawing.texts, said })
    return said
  }
}

/** When a period is, in words. */
export const when = (span: Span, story: ThreadStory, texts: TimelineTexts): string =>
  texts.on(span.from, span.until, span.from <= story.today)
