/**
 * The password of every demo account. No secret: the accounts exist only in a database that was seeded as a demo, whose
 * front page signs anyone in.
 */
export const DEMO_PASSWORD = 'norrby-visar-vagen'
