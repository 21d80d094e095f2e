/**
 * An expected refusal is a value from this closed list; a bug throws.
 * - `not-found`: absent, or refused (the two look the same to the outside, see ADR 0003)
 * - `not-allowed`: the viewer sees the thing but may not do this to it
 * - `conflict`: the thing is in a state where this cannot be done
 * - `invalid`: the input does not hold; `fields` names what to mend
 * - `stale`: someone else changed it since the form was opened; nothing was written
 */
export type Refusal =
  | { kind: 'not-found' }
  | { kind: 'not-allowed'; reason: string }
  | { kind: 'conflict'; reason: string }
  | { kind: 'invalid'; fields: Record<string, string> }
  | { kind: 'stale' }

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
