import { foldName, words } from '../../shared/text.ts'

/** Fewest and most characters of a password. Long is what makes it strong; signs and digits are not asked for (NIST SP 800-63B 5.1.1). */
export const PASSWORD_LEAST = 12
const PASSWORD_MOST = 200
const FEWEST_DIFFERENT = 6
const FEWEST_OF_A_NAME = 4

export type PasswordProblem = 'passwordShort' | 'passwordLong' | 'passwordName' | 'passwordSimple'

/** Parts of a name or address that a password must not be built on, small letters. */
const partsOf = (...texts: readonly string[]): string[] =>
  texts.flatMap((text) => words(foldName(text))).filter((part) => part.length >= FEWEST_OF_A_NAME)

/** What is wrong with a new password of this person, or undefined when it will do. */
export function passwordProblem(
  password: string,
  person: { name: string; email: string },
): PasswordProblem | undefined {
  if ([...password].length < PASSWORD_LEAST) return 'passwordShort'
  if (password.length > PASSWORD_MOST) return 'passwordLong'
  const folded = foldName(password)
  if (
    partsOf(person.name, person.email.replace(/@.*/, ''), 'röda tråden rodatraden').some((part) =>
      folded.includes(part),
    )
  )
    return 'passwordName'
  if (new Set(folded.replace(/\s/g, '')).size < FEWEST_DIFFERENT || isRow(folded)) return 'passwordSimple'
  return undefined
}

/** Letters or digits in a row, up or down: 123456789012, abcdefghijkl. */
function isRow(text: string): boolean {
  const steps = new Set([...text].slice(1).map((_, at) => text.charCodeAt(at + 1) - text.charCodeAt(at)))
  return steps.size <= 2 && [...steps].every((step) => Math.abs(step) <= 1 || Math.abs(step) === 9)
}
