import type { Child } from 'hono/jsx'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { languageCode } from '../../../platform/spreadsheet/language-text.ts'
import { PlainText } from '../../../ui/inline.tsx'
import { Ages, DurationText } from '../entry-words.view.tsx'
import { sheetTexts } from '../texts/sheet.ts'
import { guideTexts } from '../texts/sheet-guide.ts'
import { readAges } from './sheet-age.ts'
import type { SheetField } from './sheet-column.ts'
import { readDuration } from './sheet-duration.ts'
import { NO_AUTHORITY } from './sheet-names.ts'
import { readYesNo } from './sheet-text.ts'
import { readWords, type WordList, wordsText } from './sheet-words.ts'

const LIST_OF: Partial<Record<SheetField, WordList>> = {
  kind: 'kind',
  sector: 'sector',
  status: 'status',
  targetGroups: 'target',
  needLevels: 'need',
  workDistances: 'distance',
  waysIn: 'way',
}

/** A field's Swedish words in the language of the page, where the program knows what they mean. */
function inLanguage(lang: Lang, field: SheetField, text: string): Child | undefined {
  const list = LIST_OF[field]
  if (list) {
    const { codes, rest } = readWords(list, text)
    return rest.length === 0
      ? formatList(
          lang,
          codes.map((code) => wordsText(list, [code], lang)),
        )
      : undefined
  }
  if (field === 'public') return formTexts(lang)(readYesNo(text) ? 'yes' : 'no')
  if (field === 'authority') return text === NO_AUTHORITY ? guideTexts(lang)('nobody') : undefined
  if (field === 'languages') {
    const codes = text.split('; ').map((word) => languageCode(word))
    return codes.every((code) => code !== undefined)
      ? formatList(
          lang,
          codes.map((code) => languageName(lang, code)),
        )
      : undefined
  }
  if (field === 'ages') {
    const ages = readAges(text)
    return ages && <Ages lang={lang} ages={ages} />
  }
  const duration = field === 'duration' ? readDuration(text) : undefined
  return duration && <DurationText lang={lang} duration={duration} />
}

/** What the sheet or the map says in a field, in the language of the page. */
export const Said = ({ lang, field, text }: { lang: Lang; field: SheetField; text: string }) => {
  if (text === '') return <span class="soft">{sheetTexts(lang)('merge.empty')}</span>
  const told = lang === 'sv' ? undefined : inLanguage(lang, field, text)
  return told === undefined ? <PlainText>{text}</PlainText> : <span>{told}</span>
}
