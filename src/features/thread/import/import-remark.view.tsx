import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { importTexts } from '../texts/import.ts'
import type { Problem } from './import-problem.ts'

/** A remark of the check as a sentence: what is wrong, and what to do. */
export function remarkText(lang: Lang, { kind, detail, value }: Problem): string {
  const t = importTexts(lang)
  const { field, day, otherRow, name } = detail
  return t(`remark.${kind}`, {
    field: field ? t(`target.${field as 'name'}`) : '',
    day: day ? formatDay(lang, String(day) as CalendarDay) : '',
    row: otherRow ?? '',
    name: name ?? '',
    value,
  })
}
