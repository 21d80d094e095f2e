/** A code with the unit whose code it is: `12/P001`. */
export const unitOf = (code: string): string => code.slice(0, code.indexOf('/') + 1)
const bare = (code: string): string => code.slice(code.indexOf('/') + 1)

/**
 * Who a code is about, where several units are told of. Nobody can see whether `P001` of two units is one person or two; fewer people are told sooner, so
 * they count as one. So do codes of `same`, which are known to be one person's.
 */
export function personsOf(same: readonly (readonly string[])[]): (code: string) => string {
  const leader = new Map<string, string>()
  const find = (code: string): string => {
    let at = code
    for (let next = leader.get(at); next !== undefined; next = leader.get(at)) at = next
    return at
  }
  for (const [first, ...others] of same)
    for (const other of others) {
      const [one, two] = [find(first!), find(other)]
      if (one !== two) leader.set(two, one)
    }
  return (code) => find(bare(code))
}
