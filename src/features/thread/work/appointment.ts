import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { ReferralState, VisitOutcome } from '../referral/referral.ts'

/** What is agreed beside the day; empty where nothing was said. `time` is `HH:MM`. */
export type Meeting = { time: string; place: string; who: string }
export type AppointmentKind = 'visit' | 'intake'
export type Appointment = Meeting & { kind: AppointmentKind; on: CalendarDay }

type Asked = {
  state: ReferralState
  takenInOn: CalendarDay | null
  studyVisitOn: CalendarDay | null
  studyVisitOutcome: VisitOutcome | null
  studyVisitTime: string
  studyVisitPlace: string
  studyVisitWho: string
  calledOn: CalendarDay | null
  calledTime: string
  calledPlace: string
  calledWho: string
}

/** The meeting that lies before the person: a study visit that is planned, or the day they are called to begin. */
export function appointmentOf(of: Asked): Appointment | undefined {
  if (of.state === 'study_visit' && of.studyVisitOutcome === 'planned' && of.studyVisitOn)
    return {
      kind: 'visit',
      on: of.studyVisitOn,
      time: of.studyVisitTime,
      place: of.studyVisitPlace,
      who: of.studyVisitWho,
    }
  if (of.state === 'accepted' && of.takenInOn === null && of.calledOn)
    return { kind: 'intake', on: of.calledOn, time: of.calledTime, place: of.calledPlace, who: of.calledWho }
  return undefined
}
