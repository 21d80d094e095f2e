import type { Lang } from '../../../platform/i18n/lang.ts'
import { Notice } from '../../../ui/status.tsx'
import { doneTexts } from '../texts/done.ts'

/** What was just done, as the address says it after a form: `?klart=step-added`. */
export const DONE = [
  'step-added',
  'step-added-person',
  'step-changed',
  'step-done',
  'step-dropped',
  'contact-added',
  'contact-changed',
  'contact-gap',
  'contact-told',
  'consent-given',
  'consent-withdrawn',
  'disclosure-decided',
  'disclosure-ended',
  'protection-set',
  'track-started',
  'track-changed',
  'track-paused',
  'track-resumed',
  'track-ended',
  'note-written',
  'note-corrected',
  'objection-recorded',
  'member-added',
  'member-changed',
  'member-ended',
  'identity-changed',
  'intake',
  'discharged',
  'reopened',
] as const

export type Done = (typeof DONE)[number]

export const withDone = (path: string, done: Done): string => `${path}?klart=${done}`

/** Says what was saved and what happens next. Nothing where the address says nothing we know. */
export const DoneNotice = ({ lang, done }: { lang: Lang; done: string | undefined }) => {
  const known = DONE.find((one) => one === done)
  if (!known) return null
  const t = doneTexts(lang)
  return (
    <Notice tone="ok" live="status" title={t(`${known}.title`)}>
      <p>{t(`${known}.text`)}</p>
    </Notice>
  )
}
