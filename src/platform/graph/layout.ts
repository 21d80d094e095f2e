/** A box to be placed; sizes in px. */
export type GraphBox = { id: string; width: number; height: number }
/** From one box to another, by their ids. */
export type GraphLine = { from: string; to: string }
export type Graph = {
  boxes: readonly GraphBox[]
  lines: readonly GraphLine[]
  /** Boxes that stand first in the direction of reading. */
  first?: readonly string[]
  /** Boxes that stand last. */
  last?: readonly string[]
  /** More room between boxes, where something is written on the lines. */
  airy?: boolean
}

export type Point = readonly [x: number, y: number]
/** Where everything is, from the left upper corner; a box by its middle. */
export type GraphLayout = {
  width: number
  height: number
  boxes: ReadonlyMap<string, { x: number; y: number }>
  /** Cubic Bézier points: the first, then three for each piece; undefined where a line could not be drawn. */
  lines: (readonly Point[] | undefined)[]
}

/** More than these and nobody can read it, and placing them takes seconds. */
export const MOST_BOXES = 120
export const MOST_LINES = 400

type Viz = Awaited<ReturnType<typeof import('@viz-js/viz')['instance']>>
type Placed = {
  bb: string
  objects?: { name: string; pos?: string }[]
  edges?: { _gvid: number; tail: number; head: number; pos?: string }[]
}

/** Graphviz is 1.2 MB of WebAssembly: loaded when the first graph is asked for, and kept. */
let loaded: Promise<Viz> | undefined
const graphviz = (): Promise<Viz> => {
  loaded ??= import('@viz-js/viz').then(({ instance }) => instance())
  return loaded
}

const KEPT = 64
const kept = new Map<string, GraphLayout>()

const inches = (px: number): number => Math.round((px / 72) * 1000) / 1000

/**
 * Places boxes and lines from the left to the right with Graphviz (dot). Only numbers go in, never a name: nothing a person
 * wrote can be read as a command. The same graph is placed once and then remembered. Throws RangeError beyond MOST_BOXES.
 */
export async function layoutGraph(graph: Graph): Promise<GraphLayout> {
  if (graph.boxes.length > MOST_BOXES || graph.lines.length > MOST_LINES) throw new RangeError('too large a graph')
  const key = JSON.stringify(graph)
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const layout = place(await graphviz(), graph)
  kept.set(key, layout)
  const oldest = kept.keys().next().value
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return layout
}

function place(viz: Viz, { boxes, lines, first = [], last = [], airy = false }: Graph): GraphLayout {
  const number = new Map(boxes.map(({ id }, at) => [id, at]))
  const name = (id: string) => `n${number.get(id)}`
  const rank = (of: string, ids: readonly string[]) =>
    ids.length > 0 ? [{ name: of, graphAttributes: { rank: of }, nodes: ids.map((id) => ({ name: name(id) })) }] : []
  const answer = JSON.parse(
    viz.renderString(
      {
        directed: true,
        graphAttributes: { rankdir: 'LR', nodesep: airy ? 0.35 : 0.14, ranksep: airy ? 1.4 : 0.45, splines: true },
        nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
        edgeAttributes: { arrowhead: 'none' },
        nodes: boxes.map(({ id, width, height }) => ({
          name: name(id),
          attributes: { width: inches(width), height: inches(height) },
        })),
        edges: lines.map(({ from, to }) => ({ tail: name(from), head: name(to) })),
        subgraphs: [...rank('source', first), ...rank('sink', last)],
      },
      { format: 'json', yInvert: true },
    ),
  ) as Placed
  const [, y0 = 0, width = 0, y1 = 0] = answer.bb.split(',').map(Number)
  const all = answer.objects ?? []
  const at = new Map(all.map((box) => [box.name, pointOf(box.pos ?? '0,0')]))
  // Lines come back in an order of their own: found again by their ends, in turn where there are several.
  const drawn = new Map<string, (readonly Point[])[]>()
  for (const edge of answer.edges ?? []) {
    const ends = `${all[edge.tail]?.name} ${all[edge.head]?.name}`
    drawn.set(ends, [...(drawn.get(ends) ?? []), curveOf(edge.pos)])
  }
  return {
    width,
    height: Math.max(y0, y1),
    boxes: new Map(
      boxes.map(({ id }) => {
        const [x, y] = at.get(name(id)) ?? [0, 0]
        return [id, { x, y }]
      }),
    ),
    lines: lines.map(({ from, to }) => {
      const points = drawn.get(`${name(from)} ${name(to)}`)?.shift()
      return points && points.length > 0 ? points : undefined
    }),
  }
}

const pointOf = (text: string): Point => {
  const [x = 0, y = 0] = text.split(',').map(Number)
  return [x, y]
}

/** "e,x,y x,y …" or "s,x,y …": ends told apart; without arrowheads only the points. */
const curveOf = (pos: string | undefined): readonly Point[] =>
  (pos ?? '')
    .split(' ')
    .filter((part) => /^-?[\d.]/.test(part))
    .map(pointOf)
