/** Every URL of the product. A page links through these, so that a moved page is moved everywhere at once. */
export const paths = {
  start: '/',
  signIn: '/logga-in',
  signOut: '/logga-ut',
  demoSignIn: '/demo/logga-in',
  language: '/sprak',
  accessibility: '/tillganglighet',
  personalData: '/personuppgifter',
  health: '/health',
  today: '/i-dag',
  admin: '/forvaltning',
  referrals: '/remisser',
  participants: '/deltagare',
  search: '/deltagare/sok',
  thread: (id: string) => `/deltagare/${id}`,
} as const
