import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { textWidth } from '../../../ui/text-width.ts'
import type { Label, Picture } from './timeline-geometry.ts'
import type { Page } from './timeline-page.ts'
import type { Plan } from './timeline-plan.ts'
import { ticksOf, yearsOf } from './timeline-scale.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** Where lanes begin, under the two lines of the axis. */
export const TOP = 42
const TICK = 12.5

/** Labels of an axis that leave air between them; those without room are left out. */
function axisLabels(
  days: { day: CalendarDay; text: string }[],
  plan: Plan,
  page: Page,
  y: number,
): (Label | undefined)[] {
  let free = plan.gutter
  return days.map(({ day, text }) => {
    const at = plan.at(day) - 2
    const width = textWidth(text, TICK)
    if (at < free || at + width > plan.width) return undefined
    free = at + width + 9
    return page.label(text, at, y, TICK)
  })
}

/** The axis: ticks with their labels, and the years over them. */
export function ticksAndYears(plan: Plan, page: Page, texts: TimelineTexts): Pick<Picture, 'ticks' | 'years'> {
  const ticks = ticksOf(plan.window, plan.width - plan.gutter - 32)
  const labels = axisLabels(
    ticks.map((tick) => ({ day: tick.day, text: texts.tick(tick) })),
    plan,
    page,
    TOP - 9,
  )
  const years = ticks[0]?.unit === 'year' ? [] : yearsOf(plan.window).map((day) => ({ day, text: texts.year(day) }))
  // The year that has only a few days before the next gives way to it.
  const shown = years.filter(({ day }, at) => !years[at + 1] || plan.at(years[at + 1]!.day) - plan.at(day) > 44)
  return {
    ticks: ticks.map((tick, at) => ({ at: page.x(plan.at(tick.day)), ...(labels[at] ? { label: labels[at] } : {}) })),
    years: axisLabels(shown, plan, page, TOP - 26).filter((label) => label !== undefined),
  }
}

/** The line of today and its badge, under the lanes. */
export function todayShape(at: number, end: number, page: Page, texts: TimelineTexts): NonNullable<Picture['today']> {
  const width = textWidth(texts.today, TICK) + 16
  const start = Math.min(at - width / 2, page.width - width)
  return {
    at: page.x(at),
    from: TOP - 4,
    until: end + 6,
    badge: page.box(start, end + 6, width, 22),
    label: page.label(texts.today, start + width / 2, end + 21, TICK, { middle: true }),
  }
}
