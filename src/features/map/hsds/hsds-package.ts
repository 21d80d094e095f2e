import type { HsdsLocation } from './hsds.ts'
import type { Feed } from './hsds-feed.ts'

/** A feed as tables: the Tabular Data Package serialization of HSDS. A column is named as in the standard; `type` as in Table Schema. */
type Cell = string | number | undefined
type Column<Row> = {
  name: string
  type: 'string' | 'number' | 'date' | 'datetime' | 'time'
  of: (row: Row) => Cell
  required?: boolean
}
type Resource = { name: string; path: string; csv: string; fields: object[]; foreignKeys: object[] }

/** RFC 4180: quoted where it must be. The files are for programs; nothing is written otherwise than it is. */
const cell = (value: Cell): string => {
  const text = value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function table<Row>(
  name: string,
  path: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  references: Record<string, string> = {},
): Resource {
  const lines = [
    columns.map((column) => column.name),
    ...rows.map((row) => columns.map((column) => cell(column.of(row)))),
  ]
  return {
    name,
    path,
    csv: `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`,
    fields: columns.map((column) => ({
      name: column.name,
      type: column.type,
      ...(column.required
        ? { constraints: { required: true, ...(column.name === 'id' ? { unique: true } : {}) } }
        : {}),
    })),
    foreignKeys: Object.entries(references).map(([fields, resource]) => ({
      fields,
      reference: { resource, fields: 'id' },
    })),
  }
}

/** A column that is named as the property it tells. */
const of =
  (type: Column<unknown>['type'] = 'string', required = false) =>
  (name: string): Column<object> => ({
    name,
    type,
    required,
    of: (row) => {
      const value = (row as Record<string, unknown>)[name]
      return typeof value === 'string' || typeof value === 'number' ? value : undefined
    },
  })
const [text, must, number] = [of(), of('string', true), of('number')]
const [date, time] = [of('date'), of('time')]

const byId = <T extends { id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
]

/** All tables of a feed that have something to tell. */
export function resourcesOf(feed: Feed): Resource[] {
  const services = feed.services.map(({ full }) => full)
  const own = <T extends { id: string }>(
    key: string,
    of: (service: (typeof services)[number]) => readonly T[] | undefined,
  ) => services.flatMap((service) => (of(service) ?? []).map((one) => ({ ...one, [key]: service.id })))
  const locations: HsdsLocation[] = byId([
    ...feed.atLocations.map(({ at }) => at.location),
    ...feed.organizations.flatMap((one) => one.locations ?? []),
  ])
  const contacts = [
    ...own('service_id', (one) => one.contacts),
    ...feed.organizations.flatMap((one) => (one.contacts ?? []).map((each) => ({ ...each, organization_id: one.id }))),
  ]
  const phones = [
    ...own('service_id', (one) => one.phones),
    ...feed.organizations.flatMap((one) => (one.phones ?? []).map((each) => ({ ...each, organization_id: one.id }))),
  ]
  const capacities = own('service_id', (one) => one.capacities).map((one) => ({ ...one, unit_id: one.unit.id }))
  return [
    table('organization', 'organizations.csv', feed.organizations, [
      ...['id', 'name'].map(must),
      text('alternate_name'),
      must('description'),
      ...['email', 'website', 'legal_status', 'parent_organization_id'].map(text),
    ]),
    table(
      'service',
      'services.csv',
      services,
      [
        ...['id', 'organization_id', 'name'].map(must),
        ...['alternate_name', 'description', 'url', 'email'].map(text),
        must('status'),
        ...['application_process', 'fees_description', 'wait_time', 'eligibility_description'].map(text),
        ...['minimum_age', 'maximum_age'].map(number),
        date('assured_date'),
        of('datetime')('last_modified'),
      ],
      { organization_id: 'organization' },
    ),
    table(
      'service_at_location',
      'service_at_location.csv',
      feed.atLocations.map(({ at }) => at),
      ['id', 'service_id', 'location_id'].map(must),
      {
        service_id: 'service',
        location_id: 'location',
      },
    ),
    table('location', 'locations.csv', locations, [
      ...['id', 'location_type'].map(must),
      ...['name', 'transportation'].map(text),
      ...['latitude', 'longitude'].map(number),
    ]),
    table(
      'address',
      'addresses.csv',
      locations.flatMap((one) => (one.addresses ?? []).map((each) => ({ ...each, location_id: one.id }))),
      [
        ...['id', 'location_id', 'address_1', 'city'].map(must),
        text('region'),
        ...['state_province', 'postal_code', 'country', 'address_type'].map(must),
      ],
      { location_id: 'location' },
    ),
    table(
      'accessibility',
      'accessibility.csv',
      locations.flatMap((one) => (one.accessibility ?? []).map((each) => ({ ...each, location_id: one.id }))),
      [must('id'), ...['location_id', 'description'].map(text)],
      { location_id: 'location' },
    ),
    table(
      'contact',
      'contacts.csv',
      contacts,
      [must('id'), ...['organization_id', 'service_id', 'name', 'email'].map(text)],
      {
        organization_id: 'organization',
        service_id: 'service',
      },
    ),
    table(
      'phone',
      'phones.csv',
      phones,
      [must('id'), ...['service_id', 'organization_id'].map(text), must('number'), text('type')],
      {
        organization_id: 'organization',
        service_id: 'service',
      },
    ),
    table(
      'schedule',
      'schedules.csv',
      own('service_id', (one) => one.schedules),
      [
        must('id'),
        text('service_id'),
        ...['valid_from', 'valid_to'].map(date),
        ...['wkst', 'freq'].map(text),
        number('interval'),
        ...['byday', 'description'].map(text),
        ...['opens_at', 'closes_at'].map(time),
      ],
      { service_id: 'service' },
    ),
    table(
      'language',
      'languages.csv',
      own('service_id', (one) => one.languages),
      [must('id'), ...['service_id', 'name', 'code'].map(text)],
      {
        service_id: 'service',
      },
    ),
    table(
      'cost_option',
      'cost_options.csv',
      own('service_id', (one) => one.cost_options),
      [...['id', 'service_id'].map(must), text('currency'), number('amount'), text('amount_description')],
      { service_id: 'service' },
    ),
    table('unit', 'units.csv', byId(capacities.map((one) => one.unit)), ['id', 'name'].map(must)),
    table(
      'service_capacity',
      'service_capacity.csv',
      capacities,
      [
        ...['id', 'service_id', 'unit_id'].map(must),
        ...['available', 'maximum'].map(number),
        of('datetime')('updated'),
      ],
      { service_id: 'service', unit_id: 'unit' },
    ),
    table('taxonomy', 'taxonomies.csv', feed.taxonomies, [
      ...['id', 'name', 'description'].map(must),
      ...['uri', 'version'].map(text),
    ]),
    table(
      'taxonomy_term',
      'taxonomy_terms.csv',
      feed.terms,
      [
        must('id'),
        text('code'),
        ...['name', 'description'].map(must),
        ...['taxonomy', 'language', 'taxonomy_id', 'term_uri'].map(text),
      ],
      { taxonomy_id: 'taxonomy' },
    ),
    table(
      'attribute',
      'attributes.csv',
      services.flatMap((one) => one.attributes ?? []),
      [...['id', 'link_id', 'taxonomy_term_id'].map(must), text('link_type'), must('link_entity')],
      { taxonomy_term_id: 'taxonomy_term' },
    ),
  ]
}

/** The files of the package by name, as text. */
export function packageOf(
  feed: Feed,
  { profile, version, title }: { profile: string; version: string; title: string },
): Map<string, string> {
  const resources = resourcesOf(feed)
  const descriptor = {
    name: 'human_services_data',
    title,
    profile: 'tabular-data-package',
    version,
    homepage: profile,
    licenses: [{ name: 'CC0-1.0', path: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
    resources: resources.map(({ name, path, fields, foreignKeys }) => ({
      name,
      path,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: { fields, primaryKey: 'id', ...(foreignKeys.length > 0 ? { foreignKeys } : {}) },
    })),
  }
  return new Map([
    ['datapackage.json', `${JSON.stringify(descriptor, null, 2)}\n`],
    ...resources.map(({ path, csv }): [string, string] => [path, csv]),
  ])
}
