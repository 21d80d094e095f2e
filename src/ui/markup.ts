/**
 * Elements of a drawing or of a long table as text. A picture has a thousand of them in three forms; as text they cost a
 * fraction of what components cost. Everything that is not made here is escaped, so a name can never become an element.
 */
export type Markup = string & { readonly __markup: unique symbol }

export type Attributes = Readonly<Record<string, string | number | undefined>>
export type MarkupChild = Markup | undefined | false

const NEEDS_ESCAPE = /[&<>"']/
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string =>
  NEEDS_ESCAPE.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) : text

/** Words as they are, never as markup. */
export const words = (text: string): Markup => escaped(text) as Markup

function opening(name: string, attributes: Attributes): string {
  let markup = `<${name}`
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined) markup += ` ${key}="${typeof value === 'number' ? value : escaped(value)}"`
  }
  return markup
}

/** An element of a drawing; attributes without a value and children that are not there are left out. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: (MarkupChild | readonly MarkupChild[])[]
): Markup {
  const inside = together(...children)
  const markup = opening(name, attributes)
  return (inside === '' ? `${markup}/>` : `${markup}>${inside}</${name}>`) as Markup
}

/** An element of a page: always closed by name, as HTML asks. */
export const html = (
  name: string,
  attributes: Attributes,
  ...children: (MarkupChild | readonly MarkupChild[])[]
): Markup => `${opening(name, attributes)}>${together(...children)}</${name}>` as Markup

/** Several pieces one after another. */
export function together(...pieces: (MarkupChild | readonly MarkupChild[])[]): Markup {
  let markup = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') markup += piece
    else if (piece) for (const one of piece) if (one) markup += one
  }
  return markup as Markup
}

/** A path from its description; nothing when there is nothing to draw. */
export const path = (of: string, d: string): MarkupChild => (d === '' ? undefined : element('path', { class: of, d }))
