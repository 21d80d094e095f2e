import { exactly, round4 } from './facts.ts'
import { type Interval, Z } from './interval.ts'

/** Two raters of the same people: how many each marks, and how many both mark. */
export type TwoRaters = { n: number; first: number; second: number; both: number }

/** The share on whom they agree, marked or not marked. Null for nobody. */
export const agreementOf = ({ n, first, second, both }: TwoRaters): number | null =>
  n === 0 ? null : exactly((n - first - second + 2 * both) / n)

/** Fewer people give no interval of kappa: its formula holds for large numbers only. */
const FEWEST = 10

/**
 * Cohen's kappa: agreement beyond what chance would give; 1 is full agreement, 0 none beyond chance. Null when chance alone
 * gives full agreement (both mark everybody or nobody). The interval is that of Fleiss, Cohen and Everitt (1969); null where
 * the formula gives no width (full agreement) or fewer than ten people were rated.
 */
export function kappaOf(raters: TwoRaters): { kappa: number | null; interval: Interval | null } {
  const { n, first, second, both } = raters
  if (n === 0) return { kappa: null, interval: null }
  const [a, b] = [first / n, second / n]
  const cells = [
    [both / n, (first - both) / n],
    [(second - both) / n, (n - first - second + both) / n],
  ]
  const rows = [a, 1 - a]
  const columns = [b, 1 - b]
  const seen = cells[0]![0]! + cells[1]![1]!
  const chance = a * b + (1 - a) * (1 - b)
  if (1 - chance < 1e-12) return { kappa: null, interval: null }
  const kappa = (seen - chance) / (1 - chance)
  let variance = -((kappa - chance * (1 - kappa)) ** 2)
  for (const i of [0, 1])
    for (const j of [0, 1]) {
      const cell = cells[i]![j]!
      variance +=
        i === j
          ? cell * (1 - (rows[i]! + columns[i]!) * (1 - kappa)) ** 2
          : cell * (1 - kappa) ** 2 * (columns[i]! + rows[j]!) ** 2
    }
  const error = Math.sqrt(Math.max(0, variance) / n) / (1 - chance)
  if (n < FEWEST || error < 1e-6) return { kappa: round4(kappa), interval: null }
  const interval = [round4(Math.max(-1, kappa - Z * error)), round4(Math.min(1, kappa + Z * error))] as const
  return { kappa: round4(kappa), interval }
}
