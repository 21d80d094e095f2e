import { fitText, textWidth, wrapText } from '../../../ui/text-width.ts'
import { TOP, ticksAndYears, todayShape } from './timeline-axis.ts'
import { BAR_SIZE, type BarPlan } from './timeline-bars.ts'
import type { BarShape, KnotShape, Label, Picture, PillShape, Stem, Stroked } from './timeline-geometry.ts'
import { tailOf } from './timeline-line.ts'
import { Page } from './timeline-page.ts'
import type { LanePlan, Plan } from './timeline-plan.ts'
import type { ThreadStory } from './timeline-story.ts'
import { PILL_SIZE, TAG_SIZE, type TagPlan } from './timeline-tags.ts'
import type { TimelineTexts } from './timeline-texts.ts'

const BAND_GAP = 4
const PAD = 9
const BAR = 26
const ROW = 31
const RAIL = 16
const TAG_ROW = 25
const NAME = 14
const DETAIL = 12.5
const CONTACT_ROW = 26
const FADE = 46

type Row = { top: number; rail: number; height: number }

/** Gives a plan its heights and places everything on the page. */
export function drawn(story: ThreadStory, texts: TimelineTexts, plan: Plan): Picture {
  const page = new Page(plan.width, texts.dir === 'rtl')
  const names = story.lanes.map((lane) => namesOf(lane.name, lane.detail, texts, plan.gutter))
  const rows: Row[] = []
  let y = TOP
  for (const [index, lane] of plan.lanes.entries()) {
    const height = heightOf(lane, names[index]!.length)
    rows.push({ top: y, rail: y + PAD + lane.rows * ROW + (lane.rows > 0 ? 10 : 8), height })
    y += height + BAND_GAP
  }
  const lanesEnd = y - BAND_GAP
  const contacts = contactShapes(plan, page, texts, lanesEnd + 6)
  const end = contacts.end
  const line: Stroked[] = plan.legs.map((leg) => ({
    stroke: leg.stroke,
    x0: page.x(leg.from),
    y0: rows[leg.lane]!.rail,
    x1: page.x(leg.until),
    y1: rows[leg.toLane]!.rail,
  }))
  const tail =
    plan.today === undefined
      ? undefined
      : tailOf(story, plan.legs, plan.lanes.map((lane) => lane.knots.length > 0).lastIndexOf(true))
  return {
    width: plan.width,
    height: Math.ceil(end + (plan.today === undefined ? 6 : 30)),
    bands: [
      ...story.lanes.map((lane, index) => ({
        lane,
        box: page.box(0, rows[index]!.top, plan.width, rows[index]!.height),
        labels: placed(names[index]!, page, rows[index]!.top + PAD + 11),
      })),
      ...contacts.bands,
    ],
    ...ticksAndYears(plan, page, texts),
    bars: [
      ...plan.lanes.flatMap((lane, index) => lane.bars.map((bar) => barShape(bar, rows[index]!.top + PAD, page, plan))),
    ],
    line,
    side: plan.side.map((part) => {
      const { rail } = rows[part.lane]!
      return { stroke: 'dotted', x0: page.x(part.from), y0: rail, x1: page.x(part.until), y1: rail }
    }),
    ...(tail
      ? {
          fade: {
            stroke: tail.stroke,
            from: page.x(plan.lineEnd),
            until: page.x(Math.min(plan.width, plan.lineEnd + FADE)),
            across: rows[tail.lane]!.rail,
          },
        }
      : {}),
    knots: plan.lanes.flatMap((lane, index) =>
      lane.knots.map((knot) => knotShape(knot, rows[index]!, page, plan, index)),
    ),
    pills: plan.lanes.flatMap((lane, index) => pillShapes(lane, rows[index]!, page)),
    contacts: contacts.spans,
    ...(plan.today === undefined ? {} : { today: todayShape(plan.today, end, page, texts) }),
  }
}

type NameLine = { text: string; size: number; full?: string }

function namesOf(name: string, detail: string | undefined, texts: TimelineTexts, gutter: number): NameLine[] {
  const room = gutter - 22
  const lines = wrapText(name, NAME, room, 3)
  const cut = lines.at(-1)?.endsWith('…') && !name.endsWith('…')
  const first = lines.map(
    (text): NameLine => ({ text: texts.isolate(text), size: NAME, ...(cut ? { full: name } : {}) }),
  )
  return [...first, ...detailLines(name, detail ?? '', room, texts)]
}

/** The detail on at most two lines, without the name when it only repeats that ("Arbetsförmedlingen Norrby"). */
function detailLines(name: string, detail: string, room: number, texts: TimelineTexts): NameLine[] {
  const shown = detail.startsWith(`${name} `) ? detail.slice(name.length + 1) : detail
  return wrapText(shown, DETAIL, room, 2).map((text) => ({
    text: texts.isolate(text),
    size: DETAIL,
    ...(text.endsWith('…') ? { full: detail } : {}),
  }))
}

const placed = (lines: NameLine[], page: Page, top: number): Label[] =>
  lines.map((line, at) => page.label(line.text, 12, top + at * 17, line.size, { full: line.full }))

function heightOf(lane: LanePlan, names: number): number {
  const bars = lane.rows * ROW
  const rail = lane.hasRail ? RAIL + (lane.tagRows > 0 ? 4 + lane.tagRows * TAG_ROW : 4) : 0
  return Math.max(PAD * 2 + names * 17 - 4, PAD + bars + rail + 5)
}

function barShape(bar: BarPlan, top: number, page: Page, plan: Plan): BarShape {
  const y = top + bar.row * ROW
  const { label } = bar
  const text = label?.hours ? `${label.name} ${label.hours}` : label?.name
  return {
    track: bar.track,
    parts: bar.parts.map(([from, until]) => page.box(from, y, until - from, BAR)),
    openStart: bar.track.from < plan.window.from,
    openEnd: bar.range[1] >= plan.width,
    ...(label && text
      ? {
          label: page.label(label.name, label.at, y + 17.5, BAR_SIZE, {
            width: textWidth(text, BAR_SIZE),
            ...(label.shortened ? { full: bar.track.name } : {}),
          }),
          ...(label.hours ? { hours: label.hours } : {}),
        }
      : {}),
  }
}

const stem = (tag: TagPlan, at: number, row: Row, page: Page): { leader?: Stem } =>
  tag.leader ? { leader: { x: page.x(at), y0: row.rail + 8, y1: row.rail + 10 + tag.row * TAG_ROW } } : {}

function knotShape(knot: LanePlan['knots'][number], row: Row, page: Page, plan: Plan, index: number): KnotShape {
  const { at } = knot.stop
  const onLine =
    plan.legs.length === 0 ||
    plan.legs.some((leg) => leg.from - 1 <= at && at <= leg.until + 1 && (leg.lane === index || leg.toLane === index))
  const { tag } = knot
  return {
    x: page.x(at),
    y: row.rail,
    onLine,
    knots: knot.knots,
    ...(tag
      ? {
          label: page.label(tag.text, tag.at, row.rail + 24 + tag.row * TAG_ROW, TAG_SIZE, {
            ...(tag.shortened ? { full: knot.knots[0]?.label } : {}),
          }),
          ...stem(tag, at, row, page),
        }
      : {}),
  }
}

function pillShapes(lane: LanePlan, row: Row, page: Page): PillShape[] {
  return lane.pills.flatMap(({ wait, at, tag }) => {
    if (!tag) return []
    const top = tag.above ? row.top + PAD + tag.row * ROW + 2 : row.rail + 10 + tag.row * TAG_ROW
    return [
      {
        wait,
        box: page.box(tag.at, top, tag.width, 22),
        label: page.label(tag.text, tag.at + tag.width / 2, top + 15.5, PILL_SIZE, { middle: true }),
        ...stem(tag, at, row, page),
      },
    ]
  })
}

function contactShapes(plan: Plan, page: Page, texts: TimelineTexts, top: number) {
  const { bars, rows } = plan.contacts
  if (bars.length === 0) return { end: top - 6, spans: [], bands: [] }
  const height = rows * CONTACT_ROW + 10
  return {
    end: top + height,
    bands: [
      {
        lane: { id: '', kind: 'other' as const, name: texts.contactLane },
        isContacts: true,
        box: page.box(0, top, plan.width, height),
        labels: placed(
          [{ text: fitText(texts.contactLane, NAME, plan.gutter - 22, 1) ?? '', size: NAME }],
          page,
          top + 20,
        ),
      },
    ],
    spans: bars.map((bar) => {
      const y = top + 24 + bar.row * CONTACT_ROW
      return {
        box: page.box(bar.range[0], y, bar.range[1] - bar.range[0], 3),
        name: bar.name,
        label: page.label(bar.text, bar.label, y - 6, TAG_SIZE, bar.text.includes('…') ? { full: bar.name } : {}),
      }
    }),
  }
}
