/** What stands in the fields of a form, as text. */
export type Values = Readonly<Record<string, string>>

export type Merged = {
  /** What the form shows: my text where I changed something, theirs everywhere else. Nobody's change is lost unseen. */
  values: Values
  /** The fields I changed, and the fields that were changed by somebody else meanwhile. */
  mine: readonly string[]
  theirs: readonly string[]
}

const different = (a: Values, b: Values, names: Iterable<string>): string[] =>
  [...names].filter((name) => (a[name] ?? '') !== (b[name] ?? ''))

/**
 * Brings a form that was sent too late together with what was saved in between. `opened` is what stood in the fields when the
 * form was opened; a box that is not ticked is not sent, and counts as empty.
 */
export function mergeStale(opened: Values, typed: Values, saved: Values): Merged {
  const mine = different(opened, typed, Object.keys(opened))
  const added = Object.keys(typed).filter((name) => !(name in opened) && typed[name] !== '')
  const changed = [...mine, ...added]
  const own = Object.fromEntries(changed.map((name) => [name, typed[name] ?? '']))
  const theirs = different(opened, saved, new Set([...Object.keys(opened), ...Object.keys(saved)]))
  return { values: { ...saved, ...own }, mine: changed, theirs }
}

/** What the form says stood in its fields when it was opened; undefined where it says nothing that can be read. */
export function openedValues(text: string | undefined): Values | undefined {
  if (!text) return undefined
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return undefined
    return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]))
  } catch {
    return undefined
  }
}
