/** A list of income-support reasons as it was on a day: a round names the list its ratings follow. */
export type ReasonList = { key: string; source: string; reasons: readonly string[] }

/**
 * The short list. The field report names the first seven; it prints four more with nobody in them, for which we took the
 * remaining main groups of the national list.
 */
export const SHORT_REASONS: ReasonList = {
  key: 'short-1',
  source: 'domain.md, needs survey',
  reasons: [
    'unemployed',
    'unemployed_establishment_benefit',
    'social_reasons',
    'unaccompanied_youth',
    'sick_certificate',
    'parental_leave',
    'part_time_involuntary',
    'full_time_low_income',
    'sickness_compensation',
    'no_childcare',
    'pension',
  ],
}

/** The longer list of the monthly statistics (HSLF-FS 2015:30), as a case system writes it; the authority's numbers are not known. */
export const NATIONAL_REASONS: ReasonList = {
  key: 'national-2017',
  source: 'standards.md 5.4',
  reasons: [
    'unemployed_no_benefit',
    'unemployed_insufficient_benefit',
    'unemployed_awaiting_benefit',
    'part_time_insufficient_income',
    'part_time_awaiting_income',
    'full_time_insufficient_income',
    'full_time_awaiting_income',
    'sick_no_benefit',
    'sick_insufficient_benefit',
    'sick_awaiting_benefit',
    'sickness_compensation_insufficient',
    'sickness_compensation_awaiting',
    'social_reasons',
    'parental_benefit_insufficient',
    'parental_benefit_awaiting',
    'no_childcare',
    'pension_insufficient',
    'pension_awaiting',
    'establishment_benefit_none',
    'establishment_benefit_insufficient',
    'establishment_benefit_awaiting',
    'unaccompanied_youth',
    'no_reason',
  ],
}

/** Every reason a file may hold; its place is its number in a column. */
export const REASONS: readonly string[] = [...new Set([...SHORT_REASONS.reasons, ...NATIONAL_REASONS.reasons])]
