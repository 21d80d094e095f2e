import { element, type Markup, path, together } from '../../../ui/markup.ts'
import type { Box } from './timeline-geometry.ts'
import { outlineDown, px } from './timeline-paths.ts'
import {
  barWords,
  classOfLane,
  type Drawing,
  followable,
  frame,
  knotWords,
  laneClass,
  line,
  outlined,
  rect,
  redLine,
  ring,
  silent,
  waitWords,
  when,
} from './timeline-shapes.view.ts'
import type { TallPicture } from './timeline-tall.ts'
import type { TallEntry } from './timeline-tall-entry.ts'

/** Bars thinner than this have no outline: it would be all there is of them. */
const THIN = 5

/** The tall picture. A link is the words and the knot together. */
export function tallSvg(picture: TallPicture, drawing: Drawing): Markup {
  return frame(
    picture,
    drawing,
    together(
      silent(
        undefined,
        ground(picture, drawing),
        picture.bars.map((bar) => barMark(bar, drawing)),
        redLine(picture, drawing, true),
        picture.months.map((label) => line(label, 'tl-tick tl-year')),
      ),
      picture.entries.map((entry) => entryMark(entry, drawing)),
    ),
  )
}

function ground(picture: TallPicture, { rtl }: Drawing): Markup {
  const today = picture.entries.find((one) => one.entry.kind === 'today')
  return together(
    picture.bands.map(({ lane, box, lead, name }) =>
      element(
        'g',
        { class: laneClass(lane.kind) },
        rect(box, 5, 'tl-band'),
        path('tl-lead', `M${px(lead.x0)} ${px(lead.y)}H${px(lead.x1)}`),
        line(name, 'tl-name'),
      ),
    ),
    today?.frame && path('tl-now', todayLine(today.frame, picture.width, rtl)),
    path('tl-tie', picture.entries.map(({ tie }) => (tie ? `M${px(tie.x0)} ${px(tie.y)}H${px(tie.x1)}` : '')).join('')),
  )
}

const todayLine = ({ x, y, w, h }: Box, width: number, rtl: boolean): string =>
  `M${rtl ? width : 0} ${px(y + h / 2)}H${px(rtl ? x + w : x)}`

function barMark(bar: TallPicture['bars'][number], { story }: Drawing): Markup {
  const { parts } = bar
  const pauses = parts.slice(1).map((part, at) => {
    const before = parts[at]!
    return path('tl-pause', `M${px(part.x + part.w / 2)} ${px(before.y + before.h)}V${px(part.y)}`)
  })
  const shapes = parts.map((part, at) =>
    part.w < THIN
      ? rect(part, 1, 'tl-thin')
      : outlined(outlineDown(part, at === 0 && bar.openStart, at === parts.length - 1 && bar.openEnd)),
  )
  return element('g', { class: classOfLane(story, bar.track.laneId) }, pauses, shapes)
}

function entryMark({ entry, target, frame, knot, date, labels }: TallEntry, drawing: Drawing): Markup {
  const href = entry.kind === 'knot' ? entry.knot.href : entry.kind === 'track' ? entry.track.href : undefined
  const shape = together(
    href !== undefined && rect(target, 5, 'tl-target'),
    frame && rect(frame, entry.kind === 'lane' ? 5 : 11.5, 'tl-frame'),
    knot && ring(knot.x, knot.y, 6, knot.onLine ? 'tl-knot' : 'tl-knot tl-off'),
    date && line(date, 'tl-tick'),
    labels.map((label) => line(label, 'tl-entry')),
  )
  return followable(href, classOf(entry), said(entry, drawing), shape)
}

function classOf(entry: TallEntry['entry']): string {
  if (entry.kind === 'lane') return `tl-chip ${laneClass(entry.lane.kind)}`
  if (entry.kind === 'wait') return 'tl-pill'
  return entry.kind === 'today' ? 'tl-now-chip' : `tl-of-${entry.kind}`
}

function said(entry: TallEntry['entry'], drawing: Drawing): string {
  const { story, texts } = drawing
  switch (entry.kind) {
    case 'knot':
      return knotWords(entry.knot, drawing)
    case 'track':
      return barWords(entry.track, drawing)
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
