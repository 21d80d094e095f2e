import { z } from 'zod'
import { choice, ticked, version } from '../../../platform/form/fields.ts'
import { SPOKEN_LANGUAGES } from '../../../platform/i18n/language-names.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { WHO, withNumber } from '../referral/newcomer.schema.ts'

/** Who the person is, corrected: as at entry, and the language. */
export const identityForm = (today: CalendarDay) =>
  z
    .object({ version: version(), ...WHO, language: choice(SPOKEN_LANGUAGES), interpreter: ticked() })
    .transform(withNumber(today))
