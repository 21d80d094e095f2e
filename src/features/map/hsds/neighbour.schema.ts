import { z } from 'zod'
import { emailOf, webOf } from './hsds.ts'
import type { NeighbourEntry } from './neighbour.ts'

/** What the keeper types. Messages are keys of `neighbourTexts` (`problem.<key>`). */
export const neighbourSchema = z.object({
  name: z.string().trim().min(1, 'name').max(100, 'name'),
  address: z
    .string()
    .trim()
    .max(500, 'address')
    .transform((said) => said.replace(/\/+$/, ''))
    .refine((said) => {
      const url = URL.parse(said)
      return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
    }, 'address'),
})

/** What a row of the database can hold: no NUL, no half of a pair of surrogates – cutting may make one. */
const storable = (said: string, most: number) =>
  said.replaceAll('\u0000', '').trim().slice(0, most).toWellFormed().trimEnd()
const text = (most: number) =>
  z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null)
    .transform((said) => storable((said ?? '').replace(/<[^<>]*>/g, ' '), most))
const age = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  .transform((said) => (typeof said === 'number' && said >= 0 && said <= 120 ? Math.floor(said) : null))
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform((all) =>
      (all ?? []).slice(0, 50).flatMap((one) => {
        const read = item.safeParse(one)
        return read.success ? [read.data] : []
      }),
    )

const address = z.object({ address_1: text(200), postal_code: text(20), city: text(100) })
const location = z.object({ name: text(200), addresses: list(address) })
const service = z.object({
  id: z.union([z.string().min(1).max(200), z.number().transform(String)]).transform((said) => said.toWellFormed()),
  name: z
    .string()
    .transform((said) => storable(said, 200))
    .pipe(z.string().min(1)),
  status: text(40),
  description: text(5000),
  alternate_name: text(200),
  url: text(500),
  email: text(254),
  application_process: text(3000),
  fees_description: text(1000),
  minimum_age: age,
  maximum_age: age,
  organization: z
    .object({ name: text(200) })
    .nullish()
    .catch(null),
  phones: list(z.object({ number: text(60) })),
  contacts: list(z.object({ email: text(254), phones: list(z.object({ number: text(60) })) })),
  languages: list(z.object({ code: text(20), name: text(60) })),
  service_at_locations: list(z.object({ location: location.nullish().catch(null) })),
})

const placeOf = ({ name, addresses }: z.output<typeof location>): string => {
  const [first] = addresses
  const where = first ? [first.address_1, `${first.postal_code} ${first.city}`.trim()] : []
  return [...new Set([name, ...where])].filter(Boolean).join(', ')
}

export type ReadService = Omit<NeighbourEntry, 'itemId' | 'neighbourId' | 'source'> & { theirId: string }

/**
 * A service of another directory as we keep it: forgiving, since what is wrong there cannot be mended here. `closed`: it says that it is
 * not there any more. undefined: it has no id or no name.
 */
export function readService(told: unknown): ReadService | 'closed' | undefined {
  const read = service.safeParse(told)
  if (!read.success) return undefined
  const one = read.data
  if (one.status === 'defunct' || one.status === 'inactive') return 'closed'
  const [from, to] = [one.minimum_age, one.maximum_age]
  return {
    theirId: one.id,
    name: one.name,
    organization: one.organization?.name ?? '',
    description: one.description,
    ageFrom: from,
    ageTo: to !== null && to >= (from ?? 0) ? to : null,
    languages: [
      ...new Set(one.languages.map(({ code }) => code.toLowerCase()).filter((code) => /^[a-z]{2,3}$/.test(code))),
    ],
    places: one.service_at_locations
      .flatMap(({ location: at }) => (at ? [placeOf(at)] : []))
      .filter(Boolean)
      .slice(0, 20)
      .join('\n'),
    howToApply: one.application_process,
    fees: one.fees_description,
    phone: [...one.phones, ...one.contacts.flatMap(({ phones }) => phones)].find(({ number }) => number)?.number ?? '',
    email: emailOf(one.email) ?? one.contacts.flatMap((contact) => emailOf(contact.email) ?? [])[0] ?? '',
    website: webOf(one.url) ?? '',
  }
}

/** A page of a list, as far as we need it. */
export const pageSchema = z.object({
  contents: z.array(z.unknown()),
  last_page: z.boolean().nullish().catch(null),
  total_pages: z.number().nullish().catch(null),
})
export const rootSchema = z.object({ version: z.union([z.string(), z.number().transform(String)]) })
