/** Days the link of an invitation opens. */
export const LINK_DAYS = 7
