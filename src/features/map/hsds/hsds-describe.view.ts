import { OpenAPIHono, z } from '@hono/zod-openapi'
import {
  atLocationsQuery,
  organizationQuery,
  organizationsQuery,
  servicesQuery,
  taxonomiesQuery,
  termsQuery,
} from './hsds-api.schema.ts'

/** The description of the open interface for programs (OpenAPI 3.1), made from the schemas that read the questions. */

export const HSDS_VERSION = '3.1'
export const PROFILE_VERSION = '1.0.0'
const STANDARD = 'https://raw.githubusercontent.com/openreferral/specification/3.1/schema'

const id = z.object({ id: z.uuid() })
const service = z.looseObject({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
})
const named = z.looseObject({ id: z.uuid(), name: z.string(), description: z.string() })
const atLocation = z.looseObject({ id: z.uuid(), service_id: z.uuid(), location_id: z.uuid() })
const listOf = (item: z.ZodType) =>
  z.object({
    total_items: z.int(),
    total_pages: z.int(),
    page_number: z.int(),
    size: z.int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(item),
  })
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
})

const json = (schema: z.ZodType, description: string) => ({ description, content: { 'application/json': { schema } } })
const refused = (description: string) => ({ description, content: { 'application/problem+json': { schema: problem } } })

const RESOURCES = [
  { path: '/services', what: 'service', item: service, query: servicesQuery, one: undefined },
  { path: '/organizations', what: 'organization', item: named, query: organizationsQuery, one: organizationQuery },
  {
    path: '/service_at_locations',
    what: 'service_at_location',
    item: atLocation,
    query: atLocationsQuery,
    one: undefined,
  },
  { path: '/taxonomies', what: 'taxonomy', item: named, query: taxonomiesQuery, one: undefined },
  { path: '/taxonomy_terms', what: 'taxonomy_term', item: named, query: termsQuery, one: undefined },
] as const

function described(): OpenAPIHono {
  const api = new OpenAPIHono()
  const root = z.object({ version: z.string(), profile: z.url(), openapi_url: z.url() })
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/',
    operationId: 'getAPIMetaInformation',
    summary: 'What this interface is, and its relation to HSDS.',
    responses: { 200: json(root, 'The version of HSDS, the profile and this description.') },
  })
  for (const { path, what, item, query, one } of RESOURCES) {
    const said = `See ${STANDARD}/${what}.json; what the profile adds is told at its address.`
    api.openAPIRegistry.registerPath({
      method: 'get',
      path,
      operationId: `list_${what}`,
      summary: `A page of ${path.slice(1)}. All parameters must hold together.`,
      request: { query },
      responses: { 200: json(listOf(item), said), 400: refused('A parameter that cannot be read.') },
    })
    api.openAPIRegistry.registerPath({
      method: 'get',
      path: `${path}/{id}`,
      operationId: `get_${what}`,
      summary: `One ${what} with everything that belongs to it.`,
      request: { params: id, ...(one ? { query: one } : {}) },
      responses: { 200: json(item, said), 404: refused('There is none.') },
    })
  }
  return api
}

const api = described()

/** The description with the address of the interface in it. */
export const openApiOf = (base: string) =>
  api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Röda tråden: what there is, in HSDS',
      version: PROFILE_VERSION,
      description: `Follows HSDS ${HSDS_VERSION} with one addition, told at the profile's address. Nothing in it is about a participant.`,
      license: { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    },
    servers: [{ url: base }],
  })
