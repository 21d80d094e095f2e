/** The common first assessment "en väg in": what a person may need support with. */
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
export type ChecklistItem = (typeof CHECKLIST_ITEMS)[number]

/** `yes`: needs support with it. */
export const CHECKLIST_ANSWERS = ['yes', 'no', 'unknown'] as const
export type ChecklistAnswer = (typeof CHECKLIST_ANSWERS)[number]

/** Items without an answer are not yet asked about. */
export type Checklist = Partial<Record<ChecklistItem, ChecklistAnswer>>

const isAnswer = (value: unknown): value is ChecklistAnswer => CHECKLIST_ANSWERS.includes(value as ChecklistAnswer)

/** The checklist of stored or sent values: what is not an item or not an answer is left out. */
export function readChecklist(from: unknown): Checklist {
  const values: Record<string, unknown> = typeof from === 'object' && from !== null ? { ...from } : {}
  const list: Checklist = {}
  for (const item of CHECKLIST_ITEMS) {
    const value = values[item]
    if (isAnswer(value)) list[item] = value
  }
  return list
}

/** The items with an answer, in the order of the list. */
export const itemsWith = (list: Checklist, answer: ChecklistAnswer): ChecklistItem[] =>
  CHECKLIST_ITEMS.filter((item) => list[item] === answer)
