import { drawn } from './timeline-drawn.ts'
import type { Picture } from './timeline-geometry.ts'
import { planOf } from './timeline-plan.ts'
import type { ThreadStory } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** The wide picture: time runs along the text (from the right in Arabic), lanes lie under one another. */
export function wideLayout(story: ThreadStory, texts: TimelineTexts, width: number): Picture {
  return drawn(story, texts, planOf(story, texts, width))
}

export { tallLayout } from './timeline-tall.ts'
