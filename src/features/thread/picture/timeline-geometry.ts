import type { Wait } from './timeline.ts'
import type { Stroke } from './timeline-route.ts'

export type { Stroke }

import type { Knot, Lane, TrackBar } from './timeline-story.ts'

/** A rectangle in px of the view box, from its left upper corner, after any turn to right-to-left. */
export type Box = { x: number; y: number; w: number; h: number }

/**
 * A text on one line. `x` is where it starts – its left end, or its right end in a right-to-left picture –, or its
 * middle when `middle` is set; `y` is the base line; `box` holds all of it. `full` is set when it was shortened.
 */
export type Label = { text: string; x: number; y: number; size: number; box: Box; middle?: boolean; full?: string }

/** A leg of the line: flat, or a cubic curve whose control points lie halfway along time. */
export type Stroked = { stroke: Stroke; x0: number; y0: number; x1: number; y1: number }

export type BarShape = {
  track: TrackBar
  /** The active parts; between them the track is paused. */
  parts: Box[]
  openStart: boolean
  openEnd: boolean
  /** The name and, after a space on the same line, the hours. */
  label?: Label
  hours?: string
}

export type KnotShape = { x: number; y: number; onLine: boolean; knots: Knot[]; label?: Label; leader?: Stem }

export type PillShape = { wait: Wait; box: Box; label: Label; leader?: Stem }

/** A short upright stroke from the line to words that lie a row further off. */
export type Stem = { x: number; y0: number; y1: number }

/** What both forms of the picture are made of. */
export type Picture = {
  width: number
  height: number
  /** The tinted ground of each lane with its name. */
  bands: { lane: Lane; isContacts?: boolean; box: Box; labels: Label[] }[]
  ticks: { at: number; label?: Label }[]
  /** The first year and each new one, over the ticks. */
  years: Label[]
  bars: BarShape[]
  line: Stroked[]
  /** Waits in a lane where the red line does not run. */
  side: Stroked[]
  /** Where the line fades out after today. */
  fade?: Tail
  knots: KnotShape[]
  pills: PillShape[]
  contacts: { box: Box; name: string; label?: Label }[]
  today?: { at: number; from: number; until: number; badge: Box; label: Label }
}

/** A soft end: along time from today, on the line's place across time. */
export type Tail = { stroke: 'solid' | 'dotted'; from: number; until: number; across: number }
