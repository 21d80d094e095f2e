/** Given names so common that a mailbox or a contact that begins with one is most likely a person's (SCB's name statistics, most borne names). */
const GIVEN = new Set(
  `anna maria margareta elisabeth eva kristina birgitta karin elisabet marie ingrid christina linnea marianne sofia kerstin lena helena emma
johanna inger sara linda cecilia elin anita ulla annika gun susanne ingegerd monica jenny maja petra hanna malin sofie ida julia
lars mikael anders johan erik per karl peter jan thomas daniel fredrik hans andreas bengt bo mats stefan magnus mattias jonas nils björn
alexander lennart ulf martin leif marcus henrik david oskar tomas ali mohamed ahmed hassan fatima amina yusuf samir`
    .split(/\s+/)
    .filter(Boolean),
)

const begins = (text: string): boolean => {
  const [first = '', ...rest] = text.toLocaleLowerCase('sv').split(/[\s._-]+/)
  return rest.length > 0 && rest[0] !== '' && GIVEN.has(first)
}

/** Does this look like a private person's mailbox (`anna.berg@…`) rather than a function's? */
export const looksLikePersonsMail = (email: string): boolean => begins(email.split('@')[0] ?? '')

/** Does this look like somebody's name ("Anna Berg") rather than a function? */
export const looksLikePersonsName = (name: string): boolean => begins(name) && /^\S+\s+\p{Lu}/u.test(name)
