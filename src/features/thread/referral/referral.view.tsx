import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { type Step, StepList } from '../../../ui/timeline.tsx'
import { type ReferralStanding, standingOf, type Told } from '../standing.ts'
import { standingWord } from '../standing.view.tsx'
import { referralTexts } from '../texts/referral.ts'

type Named = { person: { identity: { name: string; protection: string } | undefined } | undefined }

/** The person's name on the referral's own page: for named users also when it is protected. */
export function nameOnReferral(lang: Lang, { person }: Named): string {
  const t = referralTexts(lang)
  if (!person) return t('letGo')
  return person.identity?.name ?? t('protected')
}

/** The name in the title of the window, which others in the room may see: never a protected one. */
export const titleName = (lang: Lang, referral: Named): string =>
  referral.person?.identity && referral.person.identity.protection !== 'none'
    ? referralTexts(lang)('protected')
    : nameOnReferral(lang, referral)

const dayOf = (standing: ReferralStanding, told: Told): CalendarDay | null => {
  if (standing === 'sent') return told.sentOn
  if (standing === 'received') return told.receivedOn
  if (standing === 'takenIn') return told.takenInOn
  if (standing === 'called') return told.calledOn
  return standing.startsWith('visit') ? told.studyVisitOn : told.decidedOn
}

/** Where the referral stands, in a sentence. */
export function standingLine(lang: Lang, told: Told): Text {
  const standing = standingOf(told)
  const day = dayOf(standing, told)
  return referralTexts(lang).parts(`line.${standing}`, {
    team: <Bdi>{told.toName ?? '–'}</Bdi>,
    day: <Bdi>{day ? formatDay(lang, day) : '–'}</Bdi>,
  })
}

/** What happens next, and who does it. */
export function nextLine(lang: Lang, told: Told): Text {
  const t = referralTexts(lang)
  if (told.continued) return t('next.continued')
  return t.parts(`next.${standingOf(told)}`, {
    team: <Bdi>{told.toName ?? '–'}</Bdi>,
    from: <Bdi>{told.fromName}</Bdi>,
    contact: <Bdi>{told.contactName}</Bdi>,
  })
}

/** The way of a referral, from draft to intake; a study visit is on it where there is one. */
export const ReferralSteps = ({ lang, of }: { lang: Lang; of: Told }) => {
  const t = referralTexts(lang)
  const standing = standingOf(of)
  const day = (on: CalendarDay | null) => (on ? <Bdi>{formatDay(lang, on, 'dayMonth')}</Bdi> : undefined)
  const ended = standing === 'declined' || standing === 'redirected' || standing === 'withdrawn'
  // A visit that never came to be is no step on the way; one that lies ahead is where the referral stands.
  const been = of.studyVisitOutcome === 'done'
  const visited = been || of.state === 'study_visit'
  // `over`: nothing more comes of it, the next one is waited for.
  const way: { text: Text; reached: boolean; over?: boolean; on: CalendarDay | null }[] = [
    { text: t('step.draft'), reached: true, on: null },
    { text: t('step.sent'), reached: of.sentOn !== null, on: of.sentOn },
    { text: t('step.received'), reached: of.receivedOn !== null, on: of.receivedOn },
    ...(visited ? [{ text: t('step.visit'), reached: true, over: been, on: of.studyVisitOn }] : []),
  ]
  if (ended) way.push({ text: standingWord(lang, standing), reached: true, on: of.decidedOn })
  else {
    way.push({ text: t('step.answer'), reached: of.decidedOn !== null, over: true, on: of.decidedOn })
    way.push({ text: t('step.intake'), reached: of.takenInOn !== null, on: of.takenInOn })
  }
  const last = way.findLastIndex((one) => one.reached)
  const present = way[last]?.over ? last + 1 : last
  const finished = ended || standing === 'takenIn'
  const steps: Step[] = way
    // A referral taken back before it came further never had those steps.
    .filter((one) => !ended || one.reached)
    .map((one, index) => ({
      text: one.text,
      meta: day(one.on),
      state: index === present && !finished ? 'present' : one.reached ? 'done' : 'coming',
    }))
  return (
    <StepList
      label={t('steps')}
      stateText={{ done: t('step.done'), present: t('step.present'), coming: t('step.coming') }}
      steps={steps}
    />
  )
}
