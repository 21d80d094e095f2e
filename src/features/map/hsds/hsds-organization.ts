import { nameId } from '../../../shared/name-id.ts'
import type { MapAuthority, MapBodies } from '../body.ts'
import type { Entry } from '../entry.ts'
import { codeTexts } from '../texts/code.ts'
import { emailOf, type HsdsLocation, type HsdsOrganization, known, webOf } from './hsds.ts'
import { contactsOf, phonesOf } from './hsds-service.ts'

const words = codeTexts('sv')

export const authorityOrganizationId = (associationId: number, authorityId: number): string =>
  nameId('hsds', 'authority', associationId, authorityId)

const ofAuthority = (associationId: number, { authorityId, kind, name }: MapAuthority): HsdsOrganization => ({
  id: authorityOrganizationId(associationId, authorityId),
  name,
  description: `${words(`owner.${kind}`)}: ${name}`,
  legal_status: words(`owner.${kind}`),
})

/** A provider of the map, with everything beside it. */
function ofProvider(
  associationId: number,
  entry: Entry,
  locations: ReadonlyMap<string, HsdsLocation>,
  told: ReadonlySet<string>,
): HsdsOrganization {
  const parent = entry.authorityId === null ? '' : authorityOrganizationId(associationId, entry.authorityId)
  return known<HsdsOrganization>({
    id: entry.entryId,
    name: entry.name,
    alternate_name: entry.otherNames.join(', '),
    description: entry.about.sv || entry.about.easy || entry.name,
    email: emailOf(entry.contact.email),
    website: webOf(entry.contact.website),
    legal_status: entry.sector ? words(`sector.${entry.sector}`) : '',
    parent_organization_id: told.has(parent) ? parent : '',
    contacts: contactsOf(entry),
    phones: phonesOf(entry),
    locations: entry.placeIds.flatMap((id) => locations.get(id) ?? []),
  })
}

/** Without lists beside it, as it stands in a list or inside a service. */
export const plainOrganization = ({ contacts, phones, locations, ...facts }: HsdsOrganization): HsdsOrganization =>
  facts

/** The organizations of a map: those that run something, those above them, and the association itself. */
export function organizationsOf(
  associationId: number,
  bodies: MapBodies,
  entries: readonly Entry[],
  locations: ReadonlyMap<string, HsdsLocation>,
): HsdsOrganization[] {
  const authorities = bodies.authorities
    .filter(
      ({ authorityId, kind }) => kind === 'association' || entries.some((entry) => entry.authorityId === authorityId),
    )
    .map((one) => ofAuthority(associationId, one))
  const told = new Set(authorities.map(({ id }) => id))
  const providers = entries.filter(({ kind }) => kind === 'provider')
  return [...authorities, ...providers.map((entry) => ofProvider(associationId, entry, locations, told))]
}

/** Who runs an entry: its provider, else its authority, else (nobody is named) the association that keeps the row. */
export function runnerOf(
  associationId: number,
  bodies: MapBodies,
  entry: Entry,
  organizations: ReadonlyMap<string, HsdsOrganization>,
): HsdsOrganization | undefined {
  const keeper = bodies.authorities.find(({ kind }) => kind === 'association')
  const ids = [
    entry.providerId,
    entry.authorityId === null ? null : authorityOrganizationId(associationId, entry.authorityId),
    keeper ? authorityOrganizationId(associationId, keeper.authorityId) : null,
  ]
  const found = ids.flatMap((id) => (id && organizations.get(id)) || [])
  return found[0] && plainOrganization(found[0])
}
