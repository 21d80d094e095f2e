import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lanes } from './lane.tsx'

const text = ['theme.css', 'theme-tones.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('')

/** Name → its light and its dark value. A tone's own values are read within its block (`[data-color="…"]`). */
const pairs = (css: string): Map<string, readonly [string, string]> =>
  new Map(
    [...css.matchAll(/(--[\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
      match[1] ?? '',
      [match[2] ?? '', match[3] ?? ''] as const,
    ]),
  )

const luminance = (hex: string): number => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** WCAG contrast of two colours, 1–21. */
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const ours = pairs(text)
const grounds = ['--paper', '--card', '--card-sunk']
const onGround = (names: string[]): [string, string][] =>
  names.flatMap((name) => grounds.map((g): [string, string] => [name, g]))

const readable: [string, string][] = [
  ...onGround(['--ink', '--ink-soft', '--accent', '--accent-deep', '--thread-red-deep']),
  ['--on-accent', '--accent'],
  ['--on-red', '--thread-red'],
  ['--wait-ink', '--wait-fill'],
  ...lanes.flatMap((lane): [string, string][] => [
    [`--lane-${lane}-ink`, `--lane-${lane}`],
    ['--ink', `--lane-${lane}`],
    ['--ink-soft', `--lane-${lane}`],
  ]),
]
const seen: [string, string][] = [
  ...onGround(['--line-strong', '--thread-red', '--focus']),
  ...lanes.map((lane): [string, string] => ['--thread-red', `--lane-${lane}`]),
  ['--wait-line', '--card'],
]

const value = (name: string, scheme: 0 | 1): string => {
  const found = ours.get(name)
  if (!found) throw new Error(`${name} has no light and dark value`)
  return found[scheme]
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in %s', (_name, scheme) => {
  test.each(readable)('%s can be read on %s', (front, back) => {
    expect(contrast(value(front, scheme), value(back, scheme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(seen)('%s can be told from %s', (front, back) => {
    expect(contrast(value(front, scheme), value(back, scheme))).toBeGreaterThanOrEqual(3)
  })
})

test('contrast by the standard: black on white is 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#c2283a', '#c2283a')).toBe(1)
})
