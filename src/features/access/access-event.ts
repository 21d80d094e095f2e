/** What can happen to accounts. The list is also in the migration. */
const ACCESS_EVENTS = [
  'role_given',
  'role_ended',
  'account_closed',
  'account_opened',
  'invited',
  'invitation_renewed',
  'invitation_withdrawn',
  'invitation_accepted',
  'password_link',
  'password_set',
  'unit_added',
  'unit_changed',
  'authority_added',
  'authority_changed',
  'sign_in_changed',
  'name_changed',
  'password_changed',
  'passkey_added',
  'passkey_removed',
  'sight_days_changed',
] as const

export type AccessEventKind = (typeof ACCESS_EVENTS)[number]

export type NewAccessEvent = {
  kind: AccessEventKind
  subjectUserId?: string
  unitId?: number
  authorityId?: number
  /** Roles, days and names of units and staff; never anything about a participant. */
  data?: Readonly<Record<string, string | number | boolean | null>>
}
