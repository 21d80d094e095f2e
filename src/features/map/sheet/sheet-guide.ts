import { LANGS, type Lang } from '../../../platform/i18n/lang.ts'
import keys from '../texts/sheet-guide.sv.json'
import { guideTexts } from '../texts/sheet-guide.ts'
import type { SheetColumn } from './sheet-column.ts'

type Key = keyof typeof keys
const known = (key: string): key is Key => Object.hasOwn(keys, key)
const INTRO = Object.keys(keys)
  .filter(known)
  .filter((key) => key.startsWith('intro.'))

/** What is said before the columns, a line each. */
export const guideIntro = (lang: Lang): string[] => INTRO.map((key) => guideTexts(lang)(key))

/** Examples that are the same in every language: names, Swedish texts, and how ages and times are written. */
const EXAMPLES: Partial<Record<SheetColumn, string>> = {
  name: 'Hälsogrupp Kvarnen',
  otherNames: 'Hälsoskolan; Må bra-gruppen',
  provider: 'Föreningen Handslaget',
  ages: '18–64 år',
  duration: '3–6 månader',
  languages: 'svenska; arabiska',
  places: 'Kvarngatan 3',
  area: 'Norrby',
  openings: 'mån–tors 09:00–15:00; fre 09:00–12:00 (drop-in)',
  contactEmail: 'halsogrupp@norrby.example',
  aboutSv: 'Vi rör på oss tillsammans och pratar om hälsa.',
  aboutEasy: 'Vi tränar. Vi pratar. Du bestämmer takten.',
  searchWords: 'träning; sömn; stress',
}

const said = (lang: Lang, key: string): string => (known(key) ? guideTexts(lang)(key) : '')
/** What to write in a column; '' where its name says it. */
export const guideOf = (lang: Lang, column: SheetColumn): string => said(lang, `write.${column}`)
export const exampleOf = (lang: Lang, column: SheetColumn): string =>
  EXAMPLES[column] ?? said(lang, `example.${column}`)

/** What the sheet to be filled in is called, in every language it is handed out in. */
export const MAP_SHEETS: readonly string[] = LANGS.map((lang) => guideTexts(lang)('sheet.map'))
