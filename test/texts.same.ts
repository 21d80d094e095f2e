/** Swedish texts that are rightly written the same in English. Add a text here only when it is right in both languages. */
export const SAME_IN_ENGLISH: readonly string[] = ['Röda tråden', 'SIP', 'Start', 'Plan', 'Person', 'Team', 'Status']
