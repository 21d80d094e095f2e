/**
 * Who may read and write what of the map, said once more in plain words; compared with the database in map.test.ts. It knows
 * neither the policies nor the rules of the feature.
 */
export type MapReader =
  | { as: 'visitor' }
  /** Works with participants at this authority (by its place in the list). */
  | { as: 'staff'; authority: number }
  | { as: 'head' | 'administrator' | 'reviewer' }

export type MapWorld = {
  open: boolean
  entries: {
    /** Place in the list of authorities, or none's. */
    owner: number | null
    isPublic: boolean
    status: 'planned' | 'active' | 'paused' | 'closed' | 'removed'
    /** Places in the list of places. */
    at: number[]
    onward: number[]
  }[]
  places: number
}

type WorldEntry = MapWorld['entries'][number]

const isShown = ({ isPublic, status }: WorldEntry): boolean => isPublic && status !== 'closed' && status !== 'removed'

/** Entries by their number, and what lies beside them as `entry>other`. */
export function maySee(world: MapWorld, reader: MapReader) {
  const all = world.entries.map((entry, number) => ({ entry, number }))
  const seen = reader.as !== 'visitor' ? all : world.open ? all.filter(({ entry }) => isShown(entry)) : []
  const numbers = seen.map(({ number }) => number)
  const places =
    reader.as === 'visitor'
      ? seen.flatMap(({ entry }) => entry.at)
      : Array.from({ length: world.places }, (_, number) => number)
  return {
    entries: numbers,
    openings: numbers,
    events: reader.as === 'visitor' ? [] : numbers,
    at: seen.flatMap(({ entry, number }) => entry.at.map((place) => `${number}>${place}`)).sort(),
    places: [...new Set(places)].sort((a, b) => a - b),
    links: seen
      .flatMap(({ entry, number }) => entry.onward.filter((to) => numbers.includes(to)).map((to) => `${number}>${to}`))
      .sort(),
  }
}

/** What the open search finds: what is shown, never more, whoever asks; and of a closed map only those who are signed in there. */
export const mayFind = (world: MapWorld, reader: MapReader): number[] =>
  reader.as === 'visitor' && !world.open
    ? []
    : world.entries.flatMap((entry, number) => (isShown(entry) ? [number] : []))

export function mayChange(owner: number | null, reader: MapReader): boolean {
  if (reader.as === 'head' || reader.as === 'administrator') return true
  return reader.as === 'staff' && owner !== null && reader.authority === owner
}
