/** The items of the common first assessment, as the referral form asks them. */
export const CHECKLIST_ITEMS = [
  'housing',
  'body',
  'mind',
  'economy',
  'language',
  'experience',
  'education',
  'addiction',
  'safety',
  'digital',
  'travel',
  'childcare',
] as const
