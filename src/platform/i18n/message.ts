import { IntlMessageFormat } from 'intl-messageformat'
import { formatNumber } from './format.ts'
import { type Lang, localeOf } from './lang.ts'

export type Value = string | number
export type Values = Readonly<Record<string, Value>>

/** A compiled text: the text itself when nothing is to be filled in. */
export type Message = string | IcuMessage

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
/** Direction marks within a value could close the isolate around it. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g
/** Arguments and tags begin with one of these; a doubled apostrophe stands for one. */
const NEEDS_FORMATTER = /[{}<]|''/
/** Plain `{name}` is filled under a name of its own, so that the same value can also choose a plural as a number. */
const AS_TEXT = ':text'

/** A name or number in Arabic keeps its own direction and leaves the words around it in place. */
function isolate(lang: Lang, text: string): string {
  return lang === 'ar' ? FIRST_STRONG_ISOLATE + text.replace(DIRECTION_MARKS, '') + POP_ISOLATE : text
}

/** Calls `visit` for every node of a message, also within plurals, selects and tags. */
export function walk(nodes: Node[], visit: (node: Node) => void): void {
  for (const node of nodes) {
    visit(node)
    if ('options' in node) for (const option of Object.values(node.options)) walk(option.value, visit)
    if ('children' in node) walk(node.children, visit)
  }
}

/** An ICU message with arguments, compiled once for one language. */
export class IcuMessage {
  readonly #lang: Lang
  readonly #format: IntlMessageFormat
  readonly #plain: string[] = []
  /** The pieces where nothing is chosen: words, and names of values between them. */
  readonly #pieces: readonly ({ words: string } | { name: string })[] | undefined

  constructor(text: string, lang: Lang) {
    this.#lang = lang
    const nodes = new IntlMessageFormat(text, localeOf(lang)).getAst()
    this.#pieces = piecesOf(nodes)
    walk(nodes, (node) => {
      if (node.type !== 1) return
      if (!this.#plain.includes(node.value)) this.#plain.push(node.value)
      node.value += AS_TEXT
    })
    this.#format = new IntlMessageFormat(nodes, localeOf(lang), undefined, { formatters: formattersOf(lang) })
  }

  /** The text with the values filled in; throws when a value is missing. */
  format(values: Values): string {
    if (!this.#pieces) return this.#format.format(this.#filled(values)) as string
    let text = ''
    for (const piece of this.#pieces) text += 'words' in piece ? piece.words : this.#value(values, piece.name)
    return text
  }

  /** The pieces of the text, with values and tags that are not text left as they are. */
  parts<T>(values: Readonly<Record<string, Value | T | Tag<T>>>): (string | T)[] {
    const filled = this.#filled(values) as Record<string, string | T | Tag<T>>
    return this.#format.formatToParts<T>(filled as never).map((part) => part.value as string | T)
  }

  #filled<T>(values: Readonly<Record<string, Value | T>>): Record<string, Value | T> {
    const filled: Record<string, Value | T> = { ...values }
    for (const name of this.#plain) {
      filled[name + AS_TEXT] = this.#value(values, name)
    }
    return filled
  }

  #value<T>(values: Readonly<Record<string, Value | T>>, name: string): Value | T {
    const value = values[name]
    if (value === undefined || value === null) throw new Error(`the text needs a value for {${name}}`)
    if (typeof value === 'number') return isolate(this.#lang, formatNumber(this.#lang, value))
    return typeof value === 'string' ? isolate(this.#lang, value) : value
  }
}

/** Most texts only have names to fill in: put together here they cost a tenth of what the general formatter costs. */
function piecesOf(nodes: Node[]): ({ words: string } | { name: string })[] | undefined {
  const pieces = nodes.map((node) =>
    node.type === 0 ? { words: node.value } : node.type === 1 ? { name: node.value } : undefined,
  )
  return pieces.every((piece) => piece !== undefined) ? pieces : undefined
}

/** What makes the element of a tag: `<a>read more</a>` is given the pieces between its ends. */
export type Tag<T> = (children: (string | T)[]) => T

export const compile = (text: string, lang: Lang): Message =>
  NEEDS_FORMATTER.test(text) ? new IcuMessage(text, lang) : text

/** `Intl` objects made once per language, with numbers isolated as names are. */
function formattersOf(lang: Lang) {
  const locale = localeOf(lang)
  const plural = new Map<string, Intl.PluralRules>()
  return {
    getNumberFormat: (_: unknown, options?: { maximumFractionDigits?: number }) =>
      ({
        format: (value: number) => isolate(lang, formatNumber(lang, value, options?.maximumFractionDigits)),
      }) as Intl.NumberFormat,
    getDateTimeFormat: () => {
      throw new Error('days are written with formatDay and given as text')
    },
    getPluralRules: (_: unknown, options?: Intl.PluralRulesOptions) => {
      const type = options?.type ?? 'cardinal'
      const rules = plural.get(type) ?? new Intl.PluralRules(locale, { type })
      plural.set(type, rules)
      return rules
    },
  }
}
