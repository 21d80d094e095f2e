import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read.ts'
import type { ApartMessage, ApartRequest } from './read-apart.ts'

/** Cells in one message: the receiver unpacks each message in one go, and must not stand still for long. */
const CELLS = 20_000

const { bytes, fileName, mostRows, mostColumns, ...options } = workerData as ApartRequest
const send = (message: ApartMessage) => parentPort?.postMessage(message)

const read = await readTable(bytes, fileName, options)
if (!read.ok) send({ kind: 'end', result: read })
else if (read.value.rows.length > mostRows) send({ kind: 'end', result: { ok: false, problem: 'too-many-rows' } })
else if (read.value.width > mostColumns) send({ kind: 'end', result: { ok: false, problem: 'too-many-columns' } })
else {
  const { rows, ...rest } = read.value
  const step = Math.max(1, Math.floor(CELLS / rest.width))
  for (let at = 0; at < rows.length; at += step) send({ kind: 'rows', rows: rows.slice(at, at + step) })
  send({ kind: 'end', result: { ok: true, value: { ...rest, rows: [] } } })
}
