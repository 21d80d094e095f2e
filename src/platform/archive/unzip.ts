import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { type ArchiveEntry, readDirectory } from './directory.ts'

/**
 * - `broken`: not a zip archive, cut off, or packed in a way nobody uses
 * - `password`: an entry is encrypted
 * - `too-large`: would unpack to more than allowed, or is packed so tightly that it can only be meant to harm
 */
export type ArchiveProblem = 'broken' | 'password' | 'too-large'
export type Unpacked = { ok: true; files: Map<string, Uint8Array> } | { ok: false; problem: ArchiveProblem }

export type UnzipLimits = {
  /** Bytes of all wanted entries together, unpacked. */
  total: number
  /** Times an entry of more than a megabyte may grow. Office files stay below 60. */
  ratio: number
}

const inflate = promisify(inflateRaw)
const SMALL = 1_000_000
const LOCAL_HEADER = 0x04034b50

/**
 * Unpacks the entries whose name is wanted. Declared sizes are checked before anything is unpacked; since they may
 * lie, unpacking stops as well as soon as the bytes really written pass the limit.
 */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: UnzipLimits,
): Promise<Unpacked> {
  const entries = readDirectory(bytes)?.filter((entry) => wanted(entry.name))
  if (!entries) return { ok: false, problem: 'broken' }
  if (entries.some((entry) => entry.encrypted)) return { ok: false, problem: 'password' }
  if (entries.some((entry) => entry.method === 'other')) return { ok: false, problem: 'broken' }
  const declared = entries.reduce((sum, entry) => sum + entry.declaredSize, 0)
  if (declared > limits.total || entries.some((entry) => mostOf(entry, limits.ratio) < entry.declaredSize))
    return { ok: false, problem: 'too-large' }

  const files = new Map<string, Uint8Array>()
  let left = limits.total
  for (const entry of entries) {
    const packed = packedOf(bytes, entry)
    if (!packed) return { ok: false, problem: 'broken' }
    const file = await unpack(packed, entry, Math.min(left, mostOf(entry, limits.ratio)))
    if (typeof file === 'string') return { ok: false, problem: file }
    left -= file.length
    files.set(entry.name, file)
  }
  return { ok: true, files }
}

const mostOf = (entry: ArchiveEntry, ratio: number): number => Math.max(SMALL, entry.packedSize * ratio)

/** The packed bytes of an entry, or `undefined` when they are not all there. */
function packedOf(bytes: Uint8Array, { offset, packedSize }: ArchiveEntry): Uint8Array | undefined {
  if (offset + 30 > bytes.length) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 30)
  if (view.getUint32(0, true) !== LOCAL_HEADER) return undefined
  const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  return start + packedSize <= bytes.length ? bytes.subarray(start, start + packedSize) : undefined
}

async function unpack(packed: Uint8Array, entry: ArchiveEntry, most: number): Promise<Uint8Array | ArchiveProblem> {
  if (entry.method === 'stored') return packed.length > most ? 'too-large' : packed
  if (most < 1) return 'too-large'
  try {
    return await inflate(packed, { maxOutputLength: most })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken'
  }
}
