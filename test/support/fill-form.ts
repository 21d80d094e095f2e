import type { FormField, HtmlForm } from './html-form.ts'

export type Filling = {
  /** For every free text; added to what stands there already. */
  words: string
  /** For every date. */
  day: string
  /** Also the free texts that may be left empty, and the first of each group of ticks. */
  all?: boolean
  /** Every tick of each group. */
  every?: boolean
  /** One of several: which, by the number of options. The first unless said. */
  pick?: (count: number) => number
}

const SHORT = '4'

function sensible(field: FormField, filling: Filling): string | undefined {
  if (field.kind === 'choice') {
    if (field.value) return field.value
    const options = field.options.filter((one) => one !== '')
    return options[filling.pick?.(options.length) ?? 0]
  }
  if (field.kind === 'ticks') return field.value ?? (filling.all ? field.options[0] : undefined)
  if (field.kind !== 'free') return field.kind === 'button' ? undefined : field.value
  if (field.type === 'date') return field.value || filling.day
  if (field.type === 'short') return field.value || SHORT
  if (field.type === 'email') return field.value || 'hej@example.se'
  if (field.type === 'url') return field.value || 'https://exempel.example'
  if (field.type === 'tel') return field.value || '08-465 004 09'
  if (field.required || field.value || filling.all) return [field.value, filling.words].filter(Boolean).join(' ')
  return ''
}

/** What a person who fills in the form sensibly would send; `own` decides single fields. */
export function filled(form: HtmlForm, filling: Filling, own: Record<string, string> = {}): [string, string][] {
  return form.fields.flatMap((field) => {
    if (filling.every && field.kind === 'ticks' && !(field.name in own))
      return field.options.map((option): [string, string] => [field.name, option])
    const value = own[field.name] ?? sensible(field, filling)
    return value === undefined ? [] : [[field.name, value] as [string, string]]
  })
}
