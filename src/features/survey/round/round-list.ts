/** The lists of reasons that come with the program. */
export const BUILT_IN = ['short-1', 'national-2017'] as const
