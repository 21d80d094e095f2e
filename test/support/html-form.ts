/** One thing a form can send. `free`: what a person types; `choice`: one (or some) of the `options`. */
export type FormField = {
  name: string
  kind: 'hidden' | 'free' | 'choice' | 'ticks' | 'file' | 'button'
  /** For free text: the type or role of the field (`text`, `textarea`, `date`, `short`, `email`, `password`, `search`, `tel`). */
  type: string
  /** What would be sent if nothing were changed; undefined when nothing would be. */
  value: string | undefined
  options: string[]
  required: boolean
}

export type HtmlForm = { action: string; method: 'get' | 'post'; multipart: boolean; fields: FormField[] }

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Text as a browser reads it from the source of a page. */
export const plain = (source: string): string =>
  source.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)),
  )

/** The attributes of a tag, names in small letters; one without a value is the empty text. */
function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name, value] of tag.matchAll(/\s([a-zA-Z_:][\w:.-]*)(?:="([^"]*)")?/g))
    found.set(String(name).toLowerCase(), plain(value ?? ''))
  return found
}

const FREE = new Set(['text', 'email', 'tel', 'url', 'password', 'search'])

function addInput(fields: FormField[], attributes: Map<string, string>): void {
  const name = attributes.get('name')
  if (!name || attributes.has('disabled')) return
  const type = attributes.get('type') ?? 'text'
  const value = attributes.get('value') ?? ''
  if (type === 'radio' || type === 'checkbox') {
    const kind = type === 'radio' ? 'choice' : 'ticks'
    const given = attributes.has('value') ? value : 'on'
    const known = fields.find((field) => field.name === name && field.kind === kind)
    const chosen = attributes.has('checked') ? given : undefined
    if (known) {
      known.options.push(given)
      known.value ??= chosen
    } else fields.push({ name, kind, type, value: chosen, options: [given], required: attributes.has('required') })
    return
  }
  const kind =
    type === 'hidden' || attributes.has('hidden')
      ? 'hidden'
      : type === 'file'
        ? type
        : FREE.has(type)
          ? 'free'
          : 'button'
  const role = attributes.get('data-chars')
  const required = attributes.has('required')
  const shown = kind === 'free' && (role === 'date' || role === 'short') ? role : type
  fields.push({ name, kind, type: shown, value: kind === 'file' ? undefined : value, options: [], required })
}

/** Every form of a page as a browser would send it. For pages of our own: tags in order, attributes in double quotes. */
export function formsIn(html: string): HtmlForm[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([source]) => {
    const head = attributesOf(/^<form\b[^>]*>/.exec(source)?.[0] ?? '')
    const fields: FormField[] = []
    const controls =
      /<input\b[^>]*>|<button\b[^>]*>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g
    for (const match of source.matchAll(controls)) {
      const attributes = attributesOf(match[0].slice(0, match[0].indexOf('>') + 1))
      const name = attributes.get('name')
      const required = attributes.has('required')
      if (match[0].startsWith('<input')) addInput(fields, attributes)
      else if (!name || attributes.has('disabled')) continue
      else if (match[0].startsWith('<button'))
        fields.push({
          name,
          kind: 'button',
          type: 'button',
          value: attributes.get('value') ?? '',
          options: [],
          required,
        })
      else if (match[0].startsWith('<textarea'))
        fields.push({ name, kind: 'free', type: 'textarea', value: textOf(match[2] ?? ''), options: [], required })
      else fields.push({ name, kind: 'choice', type: 'select', required, ...optionsOf(match[4] ?? '') })
    }
    const method = head.get('method') === 'post' ? 'post' : 'get'
    return {
      action: head.get('action') ?? '',
      method,
      multipart: head.get('enctype') === 'multipart/form-data',
      fields,
    }
  })
}

/** A browser drops one line break right after the opening tag. */
const textOf = (source: string): string => plain(source.replace(/^\n/, ''))

function optionsOf(source: string): Pick<FormField, 'value' | 'options'> {
  const options = [...source.matchAll(/<option\b[^>]*>/g)].map(([tag]) => attributesOf(tag))
  const values = options.map((one) => one.get('value') ?? '')
  const chosen = options.findIndex((one) => one.has('selected'))
  return { value: values[Math.max(chosen, 0)], options: values }
}

/** The text of a page: what is read, fields included, tags taken away. */
export const wordsOf = (html: string): string => {
  const typed = formsIn(html)
    .flatMap((form) => form.fields)
    .map((field) => field.value ?? '')
  return [plain(html.replace(/<[^>]*>/g, ' ')), ...typed].join('\n')
}
