/** What can happen in a round; `…-seen` are looks at what others have rated. */
const SURVEY_EVENTS = [
  'round-made',
  'round-changed',
  'round-opened',
  'round-closed',
  'round-reopened',
  'round-removed',
  // By rule, by the program itself.
  'ratings-deleted',
  'people-added',
  'people-handed-out',
  'person-removed',
  'person-changed',
  'rated',
  'rating-corrected',
  'skipped',
  'rating-undone',
  'link-made',
  'link-ended',
  'self-answered',
  'paper-entered',
  'rating-seen',
  'report-seen',
  'report-taken-out',
  'report-saved',
  'report-withdrawn',
] as const
export type SurveyEventKind = (typeof SURVEY_EVENTS)[number]
