import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Our own signs, drawn as lines in a 24 px square. They only accompany words and are hidden from screen readers. */
const shapes = {
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.6-3.5 3-5.5 6.5-5.5s5.9 2 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.5 3.6 4.9',
  calendar: 'M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.2l3.3 2',
  warning: 'M12 4.2 3 19.5h18L12 4.2ZM12 10v4.5M12 17v.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11.5v4.5M12 8v.01',
  question:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.4 9.8a2.6 2.6 0 1 1 3.9 2.2c-.9.5-1.3 1.1-1.3 2M12 17v.01',
  sound: 'M4 9.500h3.800L13 5.500v13L7.8 14.500H4v-5ZM16.3 9a4.2 4.2 0 0 1 0 6M18.8 6.500a7.8 7.8 0 0 1 0 11',
  check: 'm5 12.8 4.5 4.5L19 7.2',
  cross: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  arrow: 'M4.5 12h14.5M13 6l6 6-6 6',
  chevron: 'm6 9.5 6 6 6-6',
  up: 'M12 19V5.5M6.5 11 12 5.5l5.5 5.5',
  down: 'M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5',
  note: 'M6 3.5h8l4.5 4.5v12a.6.6 0 0 1-.6.6H6a.6.6 0 0 1-.6-.6V4.1a.6.6 0 0 1 .6-.6ZM13.5 3.8v4.7h4.7M8.5 12.5h7M8.5 16h5',
  lock: 'M6 10.5h12a.8.8 0 0 1 .8.8v8.4a.8.8 0 0 1-.8.8H6a.8.8 0 0 1-.8-.8v-8.4a.8.8 0 0 1 .8-.8ZM8 10.3V8a4 4 0 0 1 8 0v2.3M12 14.5v2',
  eye: 'M2.5 12c2.3-4.3 5.5-6.5 9.5-6.5s7.2 2.2 9.5 6.5c-2.3 4.3-5.5 6.5-9.5 6.5S4.8 16.3 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  home: 'M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-5.5h4V20',
  phone:
    'M8.3 3.8 10 8l-2 1.8c1 2.5 3 4.6 5.7 5.9L15.5 13.7l4.5 1.7c0 3-1.5 5-4 5-6.5-.5-12-6-12.2-12.4 0-2.3 1.7-4.2 4.5-4.2Z',
  mail: 'M4.5 5.5h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM4 7l8 6 8-6',
  map: 'M12 21c4.5-4.6 6.8-8.2 6.8-11a6.8 6.8 0 0 0-13.6 0c0 2.8 2.3 6.4 6.8 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  plus: 'M12 5v14M5 12h14',
  print:
    'M7 8.5V3.8h10v4.7M7 17H4.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1H17M7 14h10v6.5H7V14Z',
  search: 'M10.8 17.5a6.7 6.7 0 1 0 0-13.4 6.7 6.7 0 0 0 0 13.4ZM20 20l-4.4-4.4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  pen: 'm4.5 19.5 1-4.2L16.7 4.1l3.2 3.2L8.7 18.5l-4.2 1ZM14.2 6.6l3.2 3.2',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 20h15',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.7 12h16.6M12 3.7c2.3 2.3 3.4 5 3.4 8.3s-1.1 6-3.4 8.3c-2.3-2.3-3.4-5-3.4-8.3s1.1-6 3.4-8.3Z',
} as const satisfies Record<string, string>

export type IconName = keyof typeof shapes
export const iconNames = Object.keys(shapes) as IconName[]

/** Signs that point along the line of reading turn around in a right-to-left language. */
const mirrored: ReadonlySet<IconName> = new Set(['arrow', 'note', 'pen', 'sound'])

type IconProps = { name: IconName; class?: string }

const draw = ({ name, class: className }: IconProps) => (
  <svg
    class={['icon', mirrored.has(name) && 'icon-mirrors', className].filter(Boolean).join(' ')}
    viewBox="0 0 24 24"
    width="24"
    height="24"
    aria-hidden="true"
    focusable="false"
  >
    <path d={shapes[name]} />
  </svg>
)

const drawn = new Map<string, HtmlEscapedString>()

/**
 * One sign, as large as the text about it, in its colour. Each is written once: a start page has more pieces of signs than of
 * anything else. Their classes are words of the source, so there are not many.
 */
export const Icon = ({ name, class: className = '' }: IconProps): HtmlEscapedString => {
  const key = `${name} ${className}`
  const known = drawn.get(key)
  if (known) return known
  const sign = raw(draw({ name, class: className }).toString())
  drawn.set(key, sign)
  return sign
}
