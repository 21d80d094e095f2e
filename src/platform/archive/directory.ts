/** One entry of a zip archive's central directory, as declared; sizes may lie. */
export type ArchiveEntry = {
  name: string
  method: 'stored' | 'deflated' | 'other'
  encrypted: boolean
  packedSize: number
  declaredSize: number
  /** Where the entry's own header begins. */
  offset: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const ENTRY = 0x02014b50
const UNKNOWN_32 = 0xffffffff
const MOST_ENTRIES = 10_000

/** Reads the list of entries without unpacking any; `undefined` when the archive is broken. */
export function readDirectory(bytes: Uint8Array): ArchiveEntry[] | undefined {
  try {
    return entriesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    // Reading past the end of a truncated file.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function entriesOf(view: DataView): ArchiveEntry[] | undefined {
  const end = endOf(view)
  if (end === undefined) return undefined
  let { count, offset } = startOf(view, end)
  if (count > MOST_ENTRIES) return undefined
  const entries: ArchiveEntry[] = []
  for (; count > 0; count--) {
    if (view.getUint32(offset, true) !== ENTRY) return undefined
    const nameLength = view.getUint16(offset + 28, true)
    const extraLength = view.getUint16(offset + 30, true)
    const method = view.getUint16(offset + 10, true)
    const sizes = sizesOf(view, offset, offset + 46 + nameLength, extraLength)
    if (!sizes) return undefined
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + offset + 46, nameLength)),
      method: method === 0 ? 'stored' : method === 8 ? 'deflated' : 'other',
      encrypted: (view.getUint16(offset + 8, true) & 1) === 1,
      ...sizes,
    })
    offset += 46 + nameLength + extraLength + view.getUint16(offset + 32, true)
  }
  return entries
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at
  return undefined
}

/** Number of entries and where they begin, from the 64-bit end record when there is one. */
function startOf(view: DataView, end: number): { count: number; offset: number } {
  const count = view.getUint16(end + 10, true)
  const offset = view.getUint32(end + 16, true)
  if (count !== 0xffff && offset !== UNKNOWN_32) return { count, offset }
  const at = Number(view.getBigUint64(end - 20 + 8, true))
  if (view.getUint32(at, true) !== END_64) return { count, offset }
  return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) }
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in an extra field. */
function sizesOf(view: DataView, entry: number, extra: number, extraLength: number) {
  const found = {
    declaredSize: view.getUint32(entry + 24, true),
    packedSize: view.getUint32(entry + 20, true),
    offset: view.getUint32(entry + 42, true),
  }
  const open = (['declaredSize', 'packedSize', 'offset'] as const).filter((key) => found[key] === UNKNOWN_32)
  if (open.length === 0) return found
  for (let at = extra; at + 4 <= extra + extraLength; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    for (const [i, key] of open.entries()) found[key] = Number(view.getBigUint64(at + 4 + i * 8, true))
    return found
  }
  return undefined
}
