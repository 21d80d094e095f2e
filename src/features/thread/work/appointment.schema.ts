import { optionalTime, text } from '../../../platform/form/fields.ts'

/** Beside the day: when, where, and who meets the person. None must be said. */
export const appointmentFields = { time: optionalTime(), place: text(200), who: text(100) }
