import { raw } from 'hono/html'
import { daysBetween } from '../../../shared/calendar-day.ts'
import { redLine } from './timeline.ts'
import { tallLayout, wideLayout } from './timeline-layout.ts'
import type { ThreadStory } from './timeline-story.ts'
import { tallSvg } from './timeline-tall.view.ts'
import type { TimelineTexts } from './timeline-texts.ts'
import { wideSvg } from './timeline-wide.view.ts'

/** Widths of the two wide drawings in px of their view boxes; the style sheet shows the one that fits. */
const WIDE = 1080
const MEDIUM = 720

/**
 * The picture of a thread in three forms, of which the style sheet shows one: wide, medium and – time downwards – tall.
 * `id` is the beginning of the ids within, for a page with several pictures.
 */
export function ThreadPicture({
  story,
  texts,
  id = 'thread',
}: {
  story: ThreadStory
  texts: TimelineTexts
  id?: string
}) {
  const isEmpty = [story.stretches, story.tracks, story.knots, story.contacts].every((list) => list.length === 0)
  if (isEmpty || story.lanes.length === 0) return <p class="thread-empty">{texts.empty}</p>
  const drawing = { story, texts, id, rtl: texts.dir === 'rtl' }
  return (
    <div class="thread-picture">
      <p id={`${id}-title`} hidden>
        {texts.title(story.from, story.until)}
      </p>
      <p id={`${id}-desc`} hidden>
        {describeLine(story, texts)}
      </p>
      <div class="tl-wide">{raw(wideSvg(wideLayout(story, texts, WIDE), drawing))}</div>
      <div class="tl-medium">{raw(wideSvg(wideLayout(story, texts, MEDIUM), drawing))}</div>
      <div class="tl-tall">{raw(tallSvg(tallLayout(story, texts), drawing))}</div>
    </div>
  )
}

/** The red line in words, for who does not see the picture. */
function describeLine(story: ThreadStory, texts: TimelineTexts): string {
  const name = (laneId: string | undefined) => story.lanes.find((lane) => lane.id === laneId)?.name ?? ''
  const said = redLine(story)
    .filter((piece) => piece.laneId !== undefined || piece.kind === 'gap' || piece.kind === 'closed')
    .map((piece) => texts.say(piece.kind, daysBetween(piece.from, piece.until), texts.isolate(name(piece.laneId))))
  return [...(said.length > 0 ? said : [texts.empty]), texts.sayMore].join(' ')
}
