import { element, type Markup, path, together, words } from '../../../ui/markup.ts'
import type { BarShape, KnotShape, Picture, PillShape } from './timeline-geometry.ts'
import { outline, px } from './timeline-paths.ts'
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
  stem,
  waitWords,
} from './timeline-shapes.view.ts'

/** The wide picture. Everything but links is hidden from screen readers, which get the description and the table. */
export function wideSvg(picture: Picture, drawing: Drawing): Markup {
  const { today } = picture
  return frame(
    picture,
    drawing,
    together(
      silent(undefined, ground(picture)),
      picture.bars.map((bar) => barMark(bar, drawing)),
      silent(
        undefined,
        redLine(picture, drawing),
        contactMarks(picture, drawing),
        picture.pills.map((pill) => pillMark(pill, drawing)),
        today && together(rect(today.badge, 11, 'tl-badge'), line(today.label, 'tl-now-text')),
      ),
      picture.knots.map((knot) => knotMark(knot, drawing)),
    ),
  )
}

/** Lanes with their names, the axis and the line of today. */
function ground(picture: Picture): Markup {
  const top = picture.bands[0]?.box.y ?? 0
  const end = picture.bands.reduce((low, band) => (band.isContacts ? low : band.box.y + band.box.h), top)
  const { today } = picture
  return together(
    picture.bands.map((band) =>
      element(
        'g',
        { class: band.isContacts ? 'tl-contacts' : laneClass(band.lane.kind) },
        rect(band.box, 7, 'tl-band'),
        band.labels.map((label) => line(label, label.size >= 14 ? 'tl-name' : 'tl-detail')),
      ),
    ),
    path('tl-grid', picture.ticks.map((tick) => `M${px(tick.at)} ${px(top)}V${px(end)}`).join('')),
    picture.ticks.map((tick) => tick.label && line(tick.label, 'tl-tick')),
    picture.years.map((label) => line(label, 'tl-tick tl-year')),
    today && path('tl-now', `M${px(today.at)} ${px(today.from)}V${px(today.until)}`),
  )
}

function barMark(bar: BarShape, drawing: Drawing): Markup {
  const { track, parts, label } = bar
  const { rtl } = drawing
  const pauses = parts.slice(1).map((part, at) => {
    const before = parts[at]!
    const [from, until] = rtl ? [before.x, part.x + part.w] : [before.x + before.w, part.x]
    return path('tl-pause', `M${px(from)} ${px(part.y + part.h / 2)}H${px(until)}`)
  })
  const shapes = parts.map((part, at) => {
    const [start, end] = [at === 0 && bar.openStart, at === parts.length - 1 && bar.openEnd]
    return outlined(outline(part, rtl ? end : start, rtl ? start : end))
  })
  const isInside = label && parts.some((part) => part.x <= label.x && label.x <= part.x + part.w)
  const name = label && line(label, isInside ? 'tl-text' : 'tl-text tl-halo', bar.hours)
  const shape = together(pauses, shapes, name)
  return followable(track.href, classOfLane(drawing.story, track.laneId), barWords(track, drawing), shape)
}

const contactMarks = (picture: Picture, { texts }: Drawing): Markup[] =>
  picture.contacts.map((span) =>
    element(
      'g',
      { class: 'tl-contacts' },
      element('title', {}, words(texts.row.contact(texts.isolate(span.name)))),
      rect(span.box, 1.5, 'tl-contact'),
      span.label && line(span.label, 'tl-tag tl-halo'),
    ),
  )

const pillMark = (pill: PillShape, { texts }: Drawing): Markup =>
  element(
    'g',
    { class: `tl-pill tl-${pill.wait.kind}` },
    element('title', {}, words(waitWords(pill.wait, texts))),
    stem(pill.leader),
    rect(pill.box, 11),
    line(pill.label, 'tl-pill-text'),
  )

/** A knot, or several so near each other that they are one ring with their number; that has no single thing to follow. */
function knotMark({ x, y, knots, onLine, label, leader }: KnotShape, drawing: Drawing): Markup {
  const hrefs = new Set(knots.map((one) => one.href).filter((href) => href !== undefined))
  const isOne = knots.length === 1
  const shape = together(
    stem(leader),
    ring(x, y, 12, 'tl-target'),
    ring(x, y, isOne ? 6.5 : 9, onLine ? 'tl-knot' : 'tl-knot tl-off'),
    !isOne && element('text', { x: px(x), y: px(y + 4), class: 'tl-count tl-mid' }, words(String(knots.length))),
    label && line(label, 'tl-tag tl-halo'),
  )
  const said = knots.map((one) => knotWords(one, drawing)).join('\n')
  const href = hrefs.size === 1 ? [...hrefs][0] : undefined
  return followable(href, classOfLane(drawing.story, knots[0]!.laneId), said, shape)
}
