import type { AuthorityKind, Role, UnitKind } from '../src/features/access/public.ts'
import type { Lang } from '../src/platform/i18n/lang.ts'

/** Demo Town's fictional association: its authorities, units and staff. No place or person of these names is meant. */
export const association = { name: 'Norrby samordningsförbund', shortName: 'Norrby', mapPublic: true }

export const authorities = {
  municipality: { kind: 'municipality', name: 'Norrby kommun' },
  region: { kind: 'region', name: 'Region Älvdal' },
  employment: { kind: 'employment', name: 'Arbetsförmedlingen' },
  insurance: { kind: 'insurance', name: 'Försäkringskassan' },
  association: { kind: 'association', name: 'Norrby samordningsförbund' },
} as const satisfies Record<string, { kind: AuthorityKind; name: string }>

type UnitSeed = {
  authority: keyof typeof authorities
  name: string
  kind: UnitKind
  capacity?: number
  wayOfWorking?: 'sequential' | 'parallel'
  phone: string
}

/** Phone numbers are of the series that the post and telecom authority keeps for fiction. */
export const units = {
  support: { authority: 'municipality', name: 'Försörjningsstöd', kind: 'office', phone: '08-465 004 01' },
  norrby: {
    authority: 'municipality',
    name: 'Samordningsteam Norrby',
    kind: 'team',
    capacity: 18,
    wayOfWorking: 'sequential',
    phone: '08-465 004 02',
  },
  abro: {
    authority: 'municipality',
    name: 'Samordningsteam Åbro',
    kind: 'team',
    capacity: 30,
    wayOfWorking: 'parallel',
    phone: '08-465 004 03',
  },
  psychiatry: { authority: 'region', name: 'Vuxenpsykiatrin Norrby', kind: 'care', phone: '08-465 004 04' },
  jobCentre: { authority: 'employment', name: 'Arbetsförmedlingen Norrby', kind: 'office', phone: '08-465 004 05' },
  insurance: { authority: 'insurance', name: 'Försäkringskassan Norrby', kind: 'office', phone: '08-465 004 06' },
  office: { authority: 'association', name: 'Kansliet', kind: 'association', phone: '08-465 004 07' },
  abroSupport: { authority: 'municipality', name: 'Försörjningsstöd Åbro', kind: 'office', phone: '08-465 004 08' },
} as const satisfies Record<string, UnitSeed>

export type UnitKey = keyof typeof units

export const staff: readonly { key: string; name: string; unit: UnitKey; roles: readonly Role[]; language: Lang }[] = [
  { key: 'karin', name: 'Karin Lindmark', unit: 'support', roles: ['caseworker'], language: 'sv' },
  { key: 'petra', name: 'Petra Nyholm', unit: 'norrby', roles: ['team_leader'], language: 'sv' },
  { key: 'samir', name: 'Samir Haddad', unit: 'norrby', roles: ['team_member'], language: 'ar' },
  { key: 'elin', name: 'Elin Forsgren', unit: 'norrby', roles: ['team_member'], language: 'sv' },
  { key: 'oskar', name: 'Oskar Brandt', unit: 'abro', roles: ['team_leader'], language: 'sv' },
  { key: 'leila', name: 'Leila Rahmani', unit: 'abro', roles: ['team_member'], language: 'sv' },
  { key: 'johan', name: 'Johan Sandell', unit: 'abro', roles: ['team_member'], language: 'en' },
  { key: 'maja', name: 'Maja Wikander', unit: 'psychiatry', roles: ['caseworker'], language: 'sv' },
  { key: 'yusuf', name: 'Yusuf Demir', unit: 'jobCentre', roles: ['caseworker'], language: 'sv' },
  { key: 'helena', name: 'Helena Åström', unit: 'insurance', roles: ['caseworker'], language: 'sv' },
  { key: 'agneta', name: 'Agneta Holm', unit: 'office', roles: ['association_head'], language: 'sv' },
  { key: 'tomas', name: 'Tomas Ek', unit: 'office', roles: ['administrator'], language: 'sv' },
  { key: 'inger', name: 'Inger Falk', unit: 'support', roles: ['log_reviewer'], language: 'sv' },
  { key: 'gunnel', name: 'Gunnel Westin', unit: 'abroSupport', roles: ['team_leader'], language: 'sv' },
  { key: 'farah', name: 'Farah Nouri', unit: 'abroSupport', roles: ['caseworker'], language: 'sv' },
  { key: 'erik', name: 'Erik Sundin', unit: 'abroSupport', roles: ['caseworker'], language: 'sv' },
]

/** Colleagues who have left. They sign in no more; what they wrote stays. Days before today. */
export const former: readonly { key: string; name: string; unit: UnitKey; role: Role; from: number; until: number }[] =
  [
    { key: 'anton', name: 'Anton Hellberg', unit: 'jobCentre', role: 'caseworker', from: 1200, until: 828 },
    { key: 'birgit', name: 'Birgit Molander', unit: 'support', role: 'caseworker', from: 1200, until: 660 },
    { key: 'ulla', name: 'Ulla Rehn', unit: 'norrby', role: 'team_member', from: 1200, until: 358 },
    { key: 'mehmet', name: 'Mehmet Aydin', unit: 'norrby', role: 'team_member', from: 340, until: 245 },
    { key: 'sanna', name: 'Sanna Thorell', unit: 'norrby', role: 'team_member', from: 130, until: 55 },
    { key: 'monika', name: 'Monika Rask', unit: 'abroSupport', role: 'caseworker', from: 1100, until: 95 },
    { key: 'peder', name: 'Peder Hagman', unit: 'abroSupport', role: 'caseworker', from: 900, until: 80 },
  ]
