import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { exampleTexts } from '../texts/example.ts'
import { exampleStory } from './example.ts'
import { ThreadPicture } from './timeline-picture.view.tsx'
import { timelineTexts } from './timeline-texts.ts'

/** The example thread as a picture, for whoever has not seen one. */
export function ExampleThread({ lang, today }: { lang: Lang; today: CalendarDay }) {
  const t = exampleTexts(lang)
  const story = exampleStory(
    {
      ...{ group: t('group'), talks: t('talks'), workshop: t('workshop'), trial: t('trial'), referral: t('referral') },
      ...{ accepted: t('accepted'), intake: t('intake'), plan: t('plan'), meeting: t('meeting'), work: t('work') },
    },
    today,
  )
  return <ThreadPicture story={story} texts={timelineTexts(lang)} id="example" />
}
