import type { Visit } from '../../access/public.ts'

/** The hidden fields of every form of the survey. */
export const hiddenOf = (visit: Visit, version?: number): Record<string, string> => {
  const keys = visit.keys()
  return { _token: keys.token, _key: keys.key, ...(version === undefined ? {} : { version: String(version) }) }
}
