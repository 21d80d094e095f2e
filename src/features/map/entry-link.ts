import type { Entry, EntryLink } from './entry.ts'

/** Names a link of an entry. */
export const linkKey = ({ kind, toEntryId }: Pick<EntryLink, 'kind' | 'toEntryId'>): string => `${kind} ${toEntryId}`

type Linked = Pick<Entry, 'entryId'> & { links: readonly Pick<EntryLink, 'toEntryId' | 'kind'>[] }

const to = (entry: Linked, kind: EntryLink['kind']): string[] =>
  entry.links.filter((link) => link.kind === kind).map((link) => link.toEntryId)

/** What is noted of the way from one entry to another, whichever of the two says so. */
export const noteBetween = (
  a: Pick<Entry, 'entryId' | 'links'>,
  b: Pick<Entry, 'entryId' | 'links'>,
  kind: EntryLink['kind'],
): string =>
  [a.links.find((link) => link.kind === kind && link.toEntryId === b.entryId)?.note]
    .concat(b.links.find((link) => link.kind === kind && link.toEntryId === a.entryId)?.note)
    .find(Boolean) ?? ''

/** Where one usually goes on to. */
export const onwardOf = (entry: Linked): string[] => to(entry, 'onward')

/** Where one usually comes from. */
export const inwardOf = (entries: readonly Linked[], entryId: string): string[] =>
  entries.filter((one) => onwardOf(one).includes(entryId)).map((one) => one.entryId)

/** What may run at the same time, whichever of the two says so. */
export const parallelOf = (entries: readonly Linked[], entry: Linked): string[] => [
  ...new Set([
    ...to(entry, 'parallel'),
    ...entries.filter((one) => to(one, 'parallel').includes(entry.entryId)).map((one) => one.entryId),
  ]),
]
