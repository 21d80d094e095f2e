import { z } from 'zod'
import {
  choice,
  optionalDay,
  quarterHours,
  requiredDay,
  requiredText,
  text,
  version,
} from '../../../platform/form/fields.ts'
import { TRACK_LANES, TRACK_OUTCOMES } from './track.ts'

const what = {
  name: requiredText(120),
  lane: choice(TRACK_LANES),
  hours: quarterHours(),
}
const more = {
  place: text(200),
  supervisor: text(120),
  purpose: text(2000),
  plannedEndOn: optionalDay(),
}

export const trackForm = z.object({ ...what, startOn: requiredDay(), ...more })

/** `hoursFrom`: the day from which changed hours count; today where nothing is written. */
export const trackChangeForm = z.object({
  version: version(),
  ...what,
  hoursFrom: optionalDay(),
  startOn: optionalDay(),
  ...more,
})

export const trackPauseForm = z.object({
  version: version(),
  fromOn: requiredDay(),
  untilOn: optionalDay(),
  reason: text(500),
})

export const trackResumeForm = z.object({ version: version(), backOn: requiredDay() })

export const trackEndForm = z.object({
  version: version(),
  endOn: requiredDay(),
  outcome: choice(TRACK_OUTCOMES),
  outcomeNote: text(2000),
})
