import { paths } from '../../paths.ts'

/** Where to go after signing in: only to a page of ours, never to another site. */
export const safeTarget = (target: string | undefined): string =>
  target?.startsWith('/') && !/^\/[\\/]/.test(target) && !/\p{Cc}/u.test(target) ? target : paths.today
