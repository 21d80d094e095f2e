import type { FormField } from './html-form.ts'

/** Sent as they are; a browser without script could send any of them. */
export const LONG_WORDS = `början ${'åäö lång text '.repeat(25_000)} slut`

export const SCRIPT = '<script>alert(1)</script>'

const TEXTS: Record<string, string> = {
  empty: '',
  blanks: ' \t \r\n ',
  emoji: '👩🏽‍🔧🧵 tråden 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'marks of direction': 'före \u202E\u200Fmitt\u2066 \u05D0\u0627 efter \u200B\uFEFF',
  nul: 'före\u0000efter',
  'lone surrogate': 'före \uD83D efter',
  'control characters': 'ett\u0001två\u001Btre\u0085\u2028fyra',
  'quotes for a database': "Robert'; drop table thread; --",
  script: `${SCRIPT}"><img src=x onerror=alert(1)>`,
  'end of a field': `</textarea></form><h1>annat</h1>" autofocus onfocus="x`,
  template: `{{7*7}} \${7*7} {count, plural, one {#}} %s %00 &amp; &lt;`,
  'line breaks': '\r\nförsta\n\nandra\r\ntredje',
  long: LONG_WORDS,
}

const DAYS: Record<string, string> = {
  '31 February': '2026-02-31',
  'month 13': '2026-13-01',
  'year 0202': '0202-03-04',
  'day 0': '2026-03-00',
  'words for a day': 'i morgon',
  'year 10000': '10000-01-01',
  'year 9999': '9999-12-31',
  'year 0000': '0000-01-01',
  minus: '-2026-03-04',
  American: '03/04/2026',
}

/** Days that never are, whatever they are asked for. */
export const NEVER_A_DAY = new Set(['31 February', 'month 13', 'day 0', 'words for a day', 'year 0202', 'year 0000'])

const NUMBERS: Record<string, string> = {
  minus: '-1',
  huge: '99999999999999999999',
  exponent: '1e309',
  'no number': 'NaN',
  hexadecimal: '0x10',
  'Arabic digit': '٤',
  third: '1,33',
  'too many': '41',
}

const CHOICES: Record<string, string> = {
  nothing: '',
  'not offered': 'nonsense',
  'somebody else': '018f0000-0000-7000-8000-000000000000',
  'beyond a number': '2147483648',
  prototype: '__proto__',
  quotes: "' or 1=1 --",
}

/** What can be wrong with one field, by name. */
export function badValuesFor(field: FormField): [name: string, value: string][] {
  if (field.kind === 'free') {
    if (field.type === 'date') return Object.entries({ ...DAYS, ...TEXTS })
    return Object.entries(field.type === 'short' ? { ...NUMBERS, ...TEXTS } : TEXTS)
  }
  if (field.kind === 'hidden') return Object.entries({ ...CHOICES, ...NUMBERS })
  return field.kind === 'choice' || field.kind === 'ticks' ? Object.entries(CHOICES) : []
}
