/** Where a thread is. `begun`: nothing sent yet · `referred`: a team is to answer · `queued`: accepted, waits for a place. */
export type ThreadState = 'begun' | 'referred' | 'queued' | 'active' | 'discharged'

/** The filters of the list of participants, as they stand in the address. */
export const LIST_FILTERS = ['current', 'queued', 'active', 'discharged', 'all'] as const
export type ListFilter = (typeof LIST_FILTERS)[number]

export const STATES_OF: Record<ListFilter, readonly ThreadState[]> = {
  current: ['begun', 'referred', 'queued', 'active'],
  queued: ['queued'],
  active: ['active'],
  discharged: ['discharged'],
  all: ['begun', 'referred', 'queued', 'active', 'discharged'],
}

/** The filter an address asks for; those under way when it says nothing we know. */
export const filterOf = (text: string | undefined): ListFilter => LIST_FILTERS.find((one) => one === text) ?? 'current'

/** A page number from an address: the first when it is no number. */
export const pageOf = (text: string | undefined): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 1 && number <= 100_000 ? number : 1
}
