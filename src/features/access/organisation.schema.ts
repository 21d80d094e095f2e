import { z } from 'zod'
import { requiredText, text, ticked } from '../../platform/form/fields.ts'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An address over TLS; without it only to this machine, for trying the program out. */
function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  if (url.username || url.password || url.hash) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.has(url.hostname))
}

const address = () => requiredText(500).pipe(z.string().refine(isAddress, 'httpsAddress'))
const optionalAddress = () =>
  text(500)
    .pipe(z.string().refine((value) => value === '' || isAddress(value), 'httpsAddress'))
    .transform((value) => value || null)

/** The sign-in service of an authority. An empty secret keeps the one that is there. */
export const signInSchema = z.object({
  active: ticked(),
  domain: requiredText(200)
    .transform((value) => value.toLowerCase().replace(/^@/, ''))
    .pipe(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'domain')),
  issuer: address(),
  authorizationUrl: address(),
  tokenUrl: address(),
  userinfoUrl: optionalAddress(),
  jwksUrl: address(),
  clientId: requiredText(500),
  clientSecret: z.string().default('').pipe(z.string().max(1000, 'tooLong')),
  scopes: requiredText(300)
    .transform((value) => value.split(/[\s,]+/).join(' '))
    .pipe(z.string().regex(/(^| )openid( |$)/, 'scopes')),
  emailClaim: requiredText(200),
  trustsEmail: ticked(),
})

export type SignInForm = z.output<typeof signInSchema>
