import { textWidth } from '../../../ui/text-width.ts'
import type { Box, Label } from './timeline-geometry.ts'

/** Turns logical px (time from small to large) into px of the page: mirrored when time runs from the right. */
export class Page {
  readonly rtl: boolean
  readonly width: number

  constructor(width: number, rtl: boolean) {
    this.width = width
    this.rtl = rtl
  }

  x(at: number): number {
    return this.rtl ? this.width - at : at
  }

  box(x: number, y: number, w: number, h: number): Box {
    return { x: this.rtl ? this.width - x - w : x, y, w, h }
  }

  /** A text from `at` on, or around it when `middle`; its box spans the letters from top to foot. */
  label(
    text: string,
    at: number,
    y: number,
    size: number,
    more: { full?: string; middle?: boolean; width?: number } = {},
  ): Label {
    const width = more.width ?? textWidth(text, size)
    const box = this.box(more.middle ? at - width / 2 : at, y - size * 0.86, width, size * 1.16)
    return {
      text,
      x: this.x(at),
      y,
      size,
      box,
      ...(more.middle ? { middle: true } : {}),
      ...(more.full ? { full: more.full } : {}),
    }
  }
}
