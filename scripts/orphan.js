import { readFileSync } from 'node:fs'

const WATCH_MS = 500

/** The parent of a process, as Linux tells it; `undefined` elsewhere or when the process is gone. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** npm starts a shell that starts us: when npm is killed, the shell lives on and does not tell. */
const line = () => [process.ppid, parentOf(process.ppid)].join(' ')

/** Calls `gone` when npm, having started this script, is no longer there. */
export function whenOrphaned(gone) {
  if (!process.env.npm_lifecycle_event) return
  const first = line()
  const timer = setInterval(() => {
    if (line() === first) return
    clearInterval(timer)
    gone()
  }, WATCH_MS)
  timer.unref()
}
