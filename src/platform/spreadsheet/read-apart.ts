import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../project-root.ts'
import type { ReadOptions, TableProblem, TableResult, TableRow } from './table.ts'

export type ApartRequest = ReadOptions & {
  bytes: Uint8Array
  fileName: string
  /** More rows or columns than these are a problem of their own. */
  mostRows: number
  mostColumns: number
}

export type ApartMessage = { kind: 'rows'; rows: TableRow[] } | { kind: 'end'; result: TableResult }

/**
 * Beside the problems of `readTable`:
 * - `too-slow`: not read within the time
 * - `busy`: as many files as the memory allows are being read already
 */
export type ApartProblem = TableProblem | 'too-slow' | 'busy'
export type ApartResult = Extract<TableResult, { ok: true }> | { ok: false; problem: ApartProblem }

const MOST_AT_ONCE = 2
const PATIENCE_MS = 45_000
/** A worker that wants more than this is stopped; the program itself goes on. */
const MEMORY_MB = 512

let reading = 0

/** The worker as source (tests, development) or as built. */
const script = (): string | URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./table-worker.ts', import.meta.url)
    : join(projectRoot(), 'dist', 'server', 'table-worker.js')

/**
 * `readTable` in a thread of its own, so that a large or malicious file neither stops other pages nor brings the program
 * down.
 */
export async function readTableApart(request: ApartRequest): Promise<ApartResult> {
  if (reading >= MOST_AT_ONCE) return { ok: false, problem: 'busy' }
  reading += 1
  const bytes = new Uint8Array(request.bytes)
  const worker = new Worker(script(), {
    workerData: { ...request, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stdout: false,
    stderr: false,
  })
  try {
    return await listen(worker)
  } finally {
    reading -= 1
    await worker.terminate()
  }
}

function listen(worker: Worker): Promise<ApartResult> {
  const rows: TableRow[] = []
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ ok: false, problem: 'too-slow' }), PATIENCE_MS)
    const settle = (end: () => void) => {
      clearTimeout(timer)
      end()
    }
    worker.on('message', (message: ApartMessage) => {
      if (message.kind === 'rows') rows.push(...message.rows)
      else
        settle(() =>
          resolve(message.result.ok ? { ok: true, value: { ...message.result.value, rows } } : message.result),
        )
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      settle(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? resolve({ ok: false, problem: 'unpacks-too-large' })
          : reject(error),
      ),
    )
    worker.on('exit', () => settle(() => reject(new Error('the reader of spreadsheets ended without an answer'))))
  })
}
