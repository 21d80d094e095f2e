import { z } from 'zod'
import { type HsdsQuestion, LARGEST_SIZE } from './hsds-answer.ts'

/** The questions of the open interface, as HSDS names them. What does not hold is told by its name, never guessed. */
const yesOrNo = z
  .enum(['true', 'false'])
  .default('false')
  .transform((said) => said === 'true')

/** A day, or an instant as in RFC 3339. */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/)
  .transform((said) => Date.parse(said.length > 10 && !/(?:Z|[+-]\d\d:?\d\d)$/.test(said) ? `${said}Z` : said))
  .refine((at) => Number.isFinite(at))

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((said) => said >= least && said <= most)

const text = z.string().max(200)

const page = whole(1, 100_000_000).optional()
const perPage = whole(1, LARGEST_SIZE).optional()
const format = z.enum(['json', 'ndjson']).default('json')
const paging = { page, per_page: perPage, format }
const terms = { taxonomy_term_id: text.optional(), taxonomy_id: text.optional() }
const near = {
  postcode: z
    .string()
    .regex(/^\s*\d{3}\s?\d{2}\s*$/)
    .optional(),
  proximity: whole(0, 1_000_000).optional(),
}
const search = text.optional()

export const servicesQuery = z.object({
  search,
  ...paging,
  ...terms,
  organization_id: text.optional(),
  modified_after: instant.optional(),
  minimal: yesOrNo,
  full: yesOrNo,
  ...near,
})
export const atLocationsQuery = z.object({
  search,
  ...paging,
  ...terms,
  organization_id: text.optional(),
  modified_after: instant.optional(),
  full: yesOrNo,
  ...near,
})
export const organizationsQuery = z.object({
  search,
  ...paging,
  ...terms,
  organization_id: text.optional(),
  modified_after: instant.optional(),
  full: yesOrNo,
  full_service: yesOrNo,
})
export const organizationQuery = z.object({ full_service: yesOrNo })
export const taxonomiesQuery = z.object({ search, ...paging, taxonomy_id: text.optional() })
export const termsQuery = z.object({ search, ...paging, ...terms, top_only: yesOrNo, parent_id: text.optional() })

/** A question with what was not said filled in. */
export const questionFrom = (said: Partial<HsdsQuestion>): HsdsQuestion => ({
  minimal: false,
  full: false,
  full_service: false,
  top_only: false,
  format: 'json',
  ...said,
  page: said.page ?? 1,
})

/** Names whose form is told in words (`hsdsTexts`: `wrong.<name>`). */
export const TOLD = [
  'page',
  'per_page',
  'format',
  'modified_after',
  'minimal',
  'full',
  'full_service',
  'top_only',
  'postcode',
  'proximity',
] as const
