import { authorityName, type MapBodies, ownerKind, unitName } from '../body.ts'
import { type OwnerKind, WAYS_IN, type WayIn } from '../code.ts'
import { isOffer, isOpen } from '../entry.ts'
import { onwardOf } from '../entry-link.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { DESTINATIONS, type Destination, type Step } from './step.ts'

/** What stands in a box: a way in, an entry, a unit, an authority (null: none), or where people go in the end. */
export type WayBox =
  | { id: string; kind: 'way'; way: WayIn }
  | { id: string; kind: 'entry'; entryId: string; name: string; owner: OwnerKind; chosen: boolean }
  | { id: string; kind: 'unit'; name: string; owner: OwnerKind }
  | { id: string; kind: 'authority'; authorityId: number | null; owner: OwnerKind }
  | { id: string; kind: 'destination'; destination: Destination }

/** A way from one box to another; `count`: how many ways it stands for, or how many people went it. */
export type WayLine = { from: string; to: string; count: number }

/** How much is drawn as one box; a map too large to read is drawn by unit, a still larger one by authority. */
export const WAY_LEVELS = ['entry', 'unit', 'authority'] as const
export type WayLevel = (typeof WAY_LEVELS)[number]

export type WayChart = { level: WayLevel; boxes: WayBox[]; lines: WayLine[]; withoutWays: DrawnEntry[] }

type Limits = { boxes: number; lines: number }

const wayId = (way: WayIn): string => `way ${way}`

/** Entries that lead on, or are led to: only those are in the picture. */
function linkedOf(
  chosen: readonly DrawnEntry[],
  all: readonly DrawnEntry[],
): { linked: Set<DrawnEntry>; pairs: [DrawnEntry, DrawnEntry][] } {
  const byId = new Map(all.filter((entry) => isOffer(entry) && isOpen(entry)).map((entry) => [entry.entryId, entry]))
  const ids = new Set(chosen.map((entry) => entry.entryId))
  const pairs: [DrawnEntry, DrawnEntry][] = []
  const linked = new Set<DrawnEntry>()
  for (const from of byId.values())
    for (const id of onwardOf(from)) {
      const to = byId.get(id)
      // A way is drawn where one of its ends is chosen: one sees where it leads.
      if (!to || to === from || !(ids.has(from.entryId) || ids.has(id))) continue
      pairs.push([from, to])
      linked.add(from).add(to)
    }
  return { linked, pairs }
}

function counted(lines: readonly { from: string; to: string }[]): WayLine[] {
  const sums = new Map<string, WayLine>()
  for (const { from, to } of lines) {
    if (from === to) continue
    const known = sums.get(`${from}\n${to}`)
    if (known) known.count++
    else sums.set(`${from}\n${to}`, { from, to, count: 1 })
  }
  return [...sums.values()]
}

/** The box of an entry at a level. */
function boxOf(entry: DrawnEntry, level: WayLevel, bodies: MapBodies, ids: ReadonlySet<string>): WayBox {
  const owner = ownerKind(bodies, entry)
  const unit = level === 'unit' ? unitName(bodies, entry.unitId) : undefined
  if (level === 'entry')
    return {
      id: entry.entryId,
      kind: 'entry',
      entryId: entry.entryId,
      name: entry.name,
      owner,
      chosen: ids.has(entry.entryId),
    }
  if (unit !== undefined) return { id: `unit ${entry.unitId}`, kind: 'unit', name: unit, owner }
  const authorityId = authorityName(bodies, entry.authorityId) === undefined ? null : entry.authorityId
  return { id: `authority ${authorityId}`, kind: 'authority', authorityId, owner }
}

function chartAt(
  level: WayLevel,
  chosen: readonly DrawnEntry[],
  all: readonly DrawnEntry[],
  bodies: MapBodies,
): WayChart {
  const { linked, pairs } = linkedOf(chosen, all)
  const ids = new Set(chosen.map((entry) => entry.entryId))
  const boxes = new Map<string, WayBox>()
  const boxId = new Map<DrawnEntry, string>()
  for (const entry of linked) {
    const box = boxOf(entry, level, bodies, ids)
    boxes.set(box.id, box)
    boxId.set(entry, box.id)
  }
  const reached = new Set(pairs.map(([, to]) => to))
  const lines = counted([
    // Where one begins: what nothing else leads to.
    ...[...linked]
      .filter((entry) => !reached.has(entry))
      .flatMap((entry) => entry.waysIn.map((way) => ({ from: wayId(way), to: boxId.get(entry)! }))),
    ...pairs.map(([from, to]) => ({ from: boxId.get(from)!, to: boxId.get(to)! })),
  ])
  const ways = WAYS_IN.filter((way) => lines.some(({ from }) => from === wayId(way)))
  return {
    level,
    boxes: [...ways.map((way): WayBox => ({ id: wayId(way), kind: 'way', way })), ...boxes.values()],
    lines,
    withoutWays: chosen.filter((entry) => isOffer(entry) && isOpen(entry) && !linked.has(entry)),
  }
}

/** The stated ways in and onward, at the finest level that can still be read. */
export function statedWays(
  chosen: readonly DrawnEntry[],
  all: readonly DrawnEntry[],
  bodies: MapBodies,
  limits: Limits,
): WayChart {
  let chart = chartAt('entry', chosen, all, bodies)
  for (const level of ['unit', 'authority'] as const)
    if (chart.boxes.length > limits.boxes || chart.lines.length > limits.lines)
      chart = chartAt(level, chosen, all, bodies)
  return chart
}

/** What was measured: from unit to unit, and where people went in the end. The widest ways first, as many as can be read. */
export function measuredWays(steps: readonly Step[], bodies: MapBodies, limits: Limits): WayChart {
  const boxes = new Map<string, WayBox>()
  const unit = (unitId: number): string => {
    const id = `unit ${unitId}`
    const authorityId = bodies.units.find((one) => one.unitId === unitId)?.authorityId ?? null
    boxes.set(id, {
      id,
      kind: 'unit',
      name: unitName(bodies, unitId) ?? '–',
      owner: ownerKind(bodies, { authorityId }),
    })
    return id
  }
  const lines: WayLine[] = []
  for (const step of [...steps]
    .sort((a, b) => b.people - a.people)
    .slice(0, Math.min(limits.lines, limits.boxes >> 1))) {
    const from = unit(step.fromUnitId)
    if ('toUnitId' in step) lines.push({ from, to: unit(step.toUnitId), count: step.people })
    else {
      const id = `to ${step.destination}`
      boxes.set(id, { id, kind: 'destination', destination: step.destination })
      lines.push({ from, to: id, count: step.people })
    }
  }
  const order = (box: WayBox) => (box.kind === 'destination' ? DESTINATIONS.indexOf(box.destination) : -1)
  return { level: 'unit', boxes: [...boxes.values()].sort((a, b) => order(a) - order(b)), lines, withoutWays: [] }
}
