import { z } from 'zod'
import { damaged } from './failures.ts'

const table = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })
const sequence = z.object({
  schema: z.string(),
  name: z.string(),
  /** As text: it may be beyond 2^53. */
  value: z.string().regex(/^-?\d+$/),
  called: z.boolean(),
})
const contents = z.object({
  made: z.string(),
  migrations: z.array(z.string()),
  /** The level of the job library's own tables. */
  jobsLevel: z.number().optional(),
  tables: z.array(table),
  sequences: z.array(sequence),
  /** Small files beside the database that belong to it (the secret of cookies), as base64. */
  files: z.record(z.string().regex(/^[\w.-]+$/), z.string()),
})

export type BackedUpTable = z.infer<typeof table>
export type BackedUpSequence = z.infer<typeof sequence>
/** What a backup holds; the rows of each table follow in the order of `tables`. */
export type Contents = z.infer<typeof contents>

/*
 * Inside the seal: records of `kind (1 byte) · length (4 bytes) · bytes`. First the contents, then for each table any
 * number of pieces of rows (PostgreSQL's COPY text) closed by the number of rows, at the very end the end.
 */
const KINDS = { contents: 1, rows: 2, tableEnd: 3, end: 4 } as const
type Kind = keyof typeof KINDS
export type BackupRecord = { kind: Kind; bytes: Buffer }

const MAX_RECORD = 256 * 1024 * 1024

export function encode(kind: Kind, bytes: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(KINDS[kind])
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** The records of a stream of bytes. @throws damaged */
export async function* decode(source: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let waiting: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    while (waiting.length >= 5) {
      const length = waiting.readUInt32BE(1)
      if (length > MAX_RECORD) throw damaged()
      if (waiting.length < 5 + length) break
      const kind = (Object.keys(KINDS) as Kind[]).find((name) => KINDS[name] === waiting[0])
      if (!kind) throw damaged()
      yield { kind, bytes: waiting.subarray(5, 5 + length) }
      waiting = waiting.subarray(5 + length)
    }
  }
  if (waiting.length > 0) throw damaged()
}

export const encodeContents = (value: Contents): Buffer => encode('contents', Buffer.from(JSON.stringify(value)))

export function decodeContents(record: BackupRecord | undefined): Contents {
  if (record?.kind !== 'contents') throw damaged()
  const read = contents.safeParse(JSON.parse(record.bytes.toString('utf8')))
  if (!read.success) throw damaged()
  return read.data
}
