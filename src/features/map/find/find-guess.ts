// What a word nobody has written may have been meant as. Few mistakes are allowed, and only such as people make: a letter left out, put in or
// swapped with its neighbour, or one that sounds or looks much the same. "Röker" is no misspelt "röjer", nor "prison" a "person".

/** A word that something may have been meant as, folded and without an article. */
type Candidate = { key: string }

const SHORTEST = 5
const mostWrong = (length: number): number => (length < SHORTEST ? 0 : length < 7 ? 1 : length < 10 ? 2 : 3)

const ALIKE = 'ae eiy ou ao uy ckq csz dt bp gj fvw mn اءيو تطه سصث دضذظز كقغ حهخ عغ جش'.split(' ')
const alike = (a: string, b: string): boolean => ALIKE.some((group) => group.includes(a) && group.includes(b))
const change = (a: string, b: string): number => (a === b ? 0 : alike(a, b) ? 1 : 2)

/** How many mistakes lie between what was typed and a word; `most + 1` where there are more than `most`. */
function mistakes(typed: string, word: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: word.length + 1 }, (_, at) => at)
  for (let i = 1; i <= typed.length; i++) {
    const row = [i]
    for (let j = 1; j <= word.length; j++) {
      const [a, b] = [typed[i - 1]!, word[j - 1]!]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change(a, b))
      if (i > 1 && j > 1 && a === word[j - 2] && typed[i - 2] === b) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return Math.min(last[word.length]!, most + 1)
}

/** Without a first letter that is not heard: "psykolog", "hjälp". */
const heard = (word: string): string => word.replace(/^(?:p(?=s)|[dghl](?=j))/, '')

/** People know how a word begins. */
function apart(typed: string, word: string, most: number): number {
  if (typed[0] === word[0]) return mistakes(typed, word, most)
  const [a, b] = [heard(typed), heard(word)]
  return a[0] === b[0] ? Math.max(1, mistakes(a, b, most)) : most + 1
}

const together = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}
const undoubled = (word: string): string => word.replace(/(.)\1+/gu, '$1')

/** The candidate with the fewest mistakes, and how many; undefined where none is near enough. Of several the one that begins most alike, then by letters. */
export function nearest<One extends Candidate>(
  typed: string,
  candidates: readonly One[],
): { one: One; wrong: number } | undefined {
  const most = mostWrong(typed.length)
  const [best] = candidates
    .flatMap((one) => {
      // A short word is meant only where a letter of it was typed twice.
      if (one.key.length < SHORTEST && undoubled(one.key) !== undoubled(typed)) return []
      const wrong = apart(typed, one.key, most)
      return wrong > 0 && wrong <= most ? { one, wrong } : []
    })
    .sort(
      (a, b) =>
        a.wrong - b.wrong ||
        together(typed, b.one.key) - together(typed, a.one.key) ||
        (a.one.key < b.one.key ? -1 : 1),
    )
  return best
}
