import { setTimeout as sleep } from 'node:timers/promises'
import { filled } from '../support/fill-form.ts'
import { formsIn } from '../support/html-form.ts'
import { type Answer, headingOf, type PlainBrowser } from '../support/plain-browser.ts'

/** An answered form: the program said "done" (303), so it has to be there whatever happens afterwards. */
export type Acknowledged = {
  key: string
  path: string
  location: string
  /** Stands in the row when the form asked for words. */
  marker: string | undefined
}

export type Ledger = {
  acknowledged: Acknowledged[]
  refused: string[]
  /** What should never happen, in words. */
  wrong: string[]
  /** How often somebody had to press once more. */
  again: number
}

export const newLedger = (): Ledger => ({ acknowledged: [], refused: [], wrong: [], again: 0 })

/** A page is asked for, or a form sent, again and again for this long. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 150

/** Does it until it is answered by anything but "try again": a broken line, or the plain page of a lost database. */
async function persist(what: string, ledger: Ledger, act: () => Promise<Answer>): Promise<Answer> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    let failure: unknown
    const answer = await act().catch((error: unknown) => {
      failure = error
      return undefined
    })
    if (answer && answer.status < 500) return answer
    if (answer && (answer.status !== 503 || !headingOf(answer.html) || /\bat \S+:\d+/.test(answer.html))) {
      ledger.wrong.push(`${what}: ${answer.status} ${headingOf(answer.html) ?? answer.html.slice(0, 200)}`)
      return answer
    }
    if (Date.now() > until)
      throw new Error(`${what}: no answer for ${PATIENCE_MS} ms, last ${answer?.status}`, { cause: failure })
    ledger.again += 1
    await sleep(PAUSE_MS)
  }
}

/** Forms that end a thread would leave the others nothing to write. */
const ENDS = /\/(avsluta|ateroppna|stryk)$/
/** What is written there is replaced by the next who corrects it: its words cannot be looked for afterwards. */
const REPLACED = /\/uppgifter$/
const WORK = /^\/deltagare\/[0-9a-f-]{36}\/.+/

const linksOf = (html: string): string[] => [...html.matchAll(/href="(\/[^"#?]*)/g)].map(([, href]) => String(href))

export type Writer = { visitor: PlainBrowser; name: string; ledger: Ledger; random: () => number; day: string }

const oneOf = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)]

/** One write as a person makes it: choose somebody, open one of the forms, fill it in, send it until it is answered. Was it done? */
export async function writeOnce(writer: Writer, number: number): Promise<boolean> {
  const { visitor, ledger, random } = writer
  const get = (path: string) => persist(`GET ${path}`, ledger, () => visitor.get(path))
  const list = await get('/deltagare')
  const threads = linksOf(list.html).filter((href) => /^\/deltagare\/[0-9a-f-]{36}$/.test(href))
  const chosen = oneOf(threads, random)
  if (!chosen) return false
  const links = linksOf((await get(chosen)).html).filter((href) => WORK.test(href) && !ENDS.test(href))
  const path = oneOf([...new Set(links)], random)
  if (!path) return false
  const page = await get(path)
  const form = formsIn(page.html).find((one) => one.method === 'post' && one.action === path)
  if (page.status !== 200 || !form) return false

  const marker = `Mk-${writer.name}-${number}-`
  const pick = (count: number) => Math.floor(random() * count)
  const fields = filled(form, { words: marker, day: writer.day, pick })
  const key = fields.find(([name]) => name === '_key')?.[1]
  if (!key) {
    ledger.wrong.push(`${path}: a form without a key`)
    return false
  }
  const send = () => persist(`POST ${path}`, ledger, () => visitor.post(path, fields, { multipart: form.multipart }))
  // Every fifth person presses twice.
  const [answer, second] = await Promise.all([send(), ...(random() < 0.2 ? [send()] : [])])
  if (second && (second.status !== answer.status || second.location !== answer.location))
    ledger.wrong.push(
      `${path}: pressed twice, answered ${answer.status} ${answer.location} and ${second.status} ${second.location}`,
    )
  if (answer.status !== 303) {
    ledger.refused.push(`${path.replace(/[0-9a-f-]{36}/g, ':id')}: ${answer.status}`)
    return false
  }
  const location = answer.location ?? ''
  if (location.startsWith('/logga-in')) ledger.wrong.push(`${path}: signed out`)
  const said = !REPLACED.test(path) && fields.some(([, value]) => value.includes(marker))
  ledger.acknowledged.push({ key, path, location, marker: said ? marker : undefined })
  return true
}
