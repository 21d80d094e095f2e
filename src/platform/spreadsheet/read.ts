import { readDelimited } from './delimited.ts'
import { LIMITS, type ReadOptions, type TableProblem, type TableResult } from './table.ts'
import { readWorkbook } from './workbook.ts'

/**
 * Reads a table from what somebody uploaded: an Excel workbook (.xlsx) or a text file in any usual encoding and with
 * any usual separator. What the file is shows in its bytes, not in its name. Never throws because of the file.
 */
export async function readTable(bytes: Uint8Array, fileName: string, options: ReadOptions = {}): Promise<TableResult> {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (bytes.length > LIMITS.bytes) return { ok: false, problem: 'too-large' }
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(bytes, options)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { ok: false, problem: compoundKind(bytes) }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return { ok: false, problem: 'other-format' }
  return readDelimited(bytes, fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]{1,5}$/, ''))
}

const startsWith = (bytes: Uint8Array, signature: number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

/** Old Office files and password-protected new ones share a container; the names of their streams tell which it is. */
function compoundKind(bytes: Uint8Array): TableProblem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const has = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) return 'password'
  return has('Workbook') || has('Book') ? 'old-excel' : 'other-format'
}
