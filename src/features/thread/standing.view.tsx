import type { Lang } from '../../platform/i18n/lang.ts'
import { Tag, type Tone } from '../../ui/status.tsx'
import { type ReferralStands, type Standing, standingOf } from './standing.ts'
import { standingTexts } from './texts/standing.ts'

const TONE: Record<Standing, Tone> = {
  begun: 'neutral',
  draft: 'neutral',
  referred: 'attention',
  sent: 'attention',
  received: 'attention',
  visitPlanned: 'info',
  visitDone: 'attention',
  visitMissed: 'attention',
  visitCancelled: 'attention',
  queued: 'attention',
  called: 'info',
  takenIn: 'ok',
  discharged: 'neutral',
  partEnded: 'neutral',
  declined: 'danger',
  redirected: 'danger',
  withdrawn: 'neutral',
}

/** The word for where somebody stands, without its tag: for the title of a table's column. */
export const standingWord = (lang: Lang, standing: Standing): string => standingTexts(lang)(standing)

/** Where somebody stands, in a word or two. */
export const StandingTag = ({ lang, standing, quiet }: { lang: Lang; standing: Standing; quiet?: boolean }) => (
  <Tag tone={quiet ? 'neutral' : TONE[standing]}>{standingWord(lang, standing)}</Tag>
)

/** Where a referral stands. What was answered with no waits for nobody once it is taken up again. */
export const ReferralTag = ({ lang, of }: { lang: Lang; of: ReferralStands }) => {
  const standing = standingOf(of)
  return (
    <StandingTag
      lang={lang}
      standing={standing}
      quiet={of.continued && (standing === 'declined' || standing === 'redirected')}
    />
  )
}
