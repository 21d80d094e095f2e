/** No pages to look at: files, and the open interface for programs. */
export const FILES = /\.(csv|xlsx|json|ics|pdf|html)$|^\/hsds\/\*|\/fil\//

/** Addresses that show no page of their own here, each with why. */
export const NO_PAGE: Readonly<Record<string, string>> = {
  '/karta/post/:entry/remiss': 'begins a draft and leads into it',
  '/kartlaggning/:id/skatta': 'leads on to the next person to rate',
  '/logga-in/med/:id': 'leads to the sign-in of an organisation',
  '/svara/:code': 'leads on to the next question; the questions are looked at in survey.test.ts',
  '/kartlaggning/:id/egna/:person/papper':
    'comes from a form, for a person who has a code; looked at in survey.test.ts',
  '/kartlaggning/:id/egna/koder': 'comes from a form, once; looked at in survey.test.ts',
  '/kartlaggning/bestalld/:id': 'is there for the seconds in which a report is made; its words are tested beside it',
}
