/** What is known of a question about an entry: yes, no, or that the entry does not say. */
export type Certainty = 'yes' | 'unsure' | 'no'

/** All of them: one no is a no, and what is not known stays so. */
export function allOf(answers: readonly Certainty[]): Certainty {
  if (answers.includes('no')) return 'no'
  return answers.includes('unsure') ? 'unsure' : 'yes'
}

export const certain = (known: boolean | undefined): Certainty =>
  known === undefined ? 'unsure' : known ? 'yes' : 'no'
