import { createHash, createHmac } from 'node:crypto'

/** Five years after a round its ratings are deleted (ADR 48). What a report told of somebody is kept longer, with the code sealed. */
const SEALED = 'sealed:'

/** The key of the seals; without the program's secret no list of codes can be tried against them. */
export const sealKey = (secret: string): string => createHmac('sha256', secret).update('survey:release').digest('hex')

/** A line of a report (`told.ts`) as it stands when the ratings are gone. `survey_delete_round` writes the same. */
export function sealedLine(line: string, key: string): string {
  const end = line.indexOf('\t')
  const code = createHash('sha256').update(`${key}:${line.slice(0, end)}`)
  return SEALED + code.digest('hex') + line.slice(end)
}

/** Sealed lines opened where the code is known from another line; others stay as they are, and are nobody that is known. */
export function openLines<T extends { people: readonly string[] }>(
  releases: readonly T[],
  people: readonly string[],
  key: string,
): T[] {
  const isSealed = (line: string) => line.startsWith(SEALED)
  if (!releases.some((one) => one.people.some(isSealed))) return [...releases]
  const known = new Set([...people, ...releases.flatMap((one) => one.people.filter((line) => !isSealed(line)))])
  const opened = new Map([...known].map((line) => [codeOf(sealedLine(line, key)), codeOf(line)]))
  const open = (line: string) => (opened.get(codeOf(line)) ?? codeOf(line)) + line.slice(codeOf(line).length)
  return releases.map((one) => ({ ...one, people: one.people.map(open) }))
}

/** A person told of in another way is still the same person, and counts once. */
const codeOf = (line: string): string => line.slice(0, line.indexOf('\t'))
