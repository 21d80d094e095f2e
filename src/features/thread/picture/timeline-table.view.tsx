import { describeStory, type StoryRow } from './timeline-rows.ts'
import type { ThreadStory } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** Said aloud because a narrow page shows rows as blocks, and a browser then forgets that they are a table. */
const role = (name: string) => ({ role: name })

/** Everything the picture shows, as a table in order of time, with lengths in words. */
export function ThreadTable({ story, texts }: { story: ThreadStory; texts: TimelineTexts }) {
  const { table } = texts
  return (
    <table class="ds-table thread-table" {...role('table')}>
      <caption>{table.caption}</caption>
      <thead {...role('rowgroup')}>
        <tr {...role('row')}>
          <th scope="col" {...role('columnheader')}>
            {table.when}
          </th>
          <th scope="col" {...role('columnheader')}>
            {table.what}
          </th>
          <th scope="col" {...role('columnheader')}>
            {table.length}
          </th>
        </tr>
      </thead>
      <tbody {...role('rowgroup')}>
        {describeStory(story).map((row) => (
          <tr {...role('row')} class={row.kind === 'queue' || row.kind === 'gap' ? 'thread-wait' : undefined}>
            <td {...role('cell')}>
              <bdi>{row.isDay ? texts.date(row.from) : texts.on(row.from, row.until, row.ongoing)}</bdi>
            </td>
            <td {...role('cell')}>
              {row.href ? <a href={row.href}>{wordsOf(row, texts)}</a> : wordsOf(row, texts)}
              {row.lane ? (
                <span class="thread-where">
                  <bdi>{row.lane.name}</bdi>
                  {row.lane.detail ? (
                    <>
                      {texts.dir === 'rtl' ? '، ' : ', '}
                      <bdi>{row.lane.detail}</bdi>
                    </>
                  ) : null}
                </span>
              ) : null}
            </td>
            <td {...role('cell')}>
              {row.planned ? (
                table.planned
              ) : row.days === undefined ? null : (
                <bdi>{texts.days(row.days, row.ongoing)}</bdi>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function wordsOf(row: StoryRow, texts: TimelineTexts): string {
  const name = texts.isolate(row.name ?? '')
  if (row.isDay) return row.name || texts.kind(row.kind as Parameters<typeof texts.kind>[0])
  switch (row.kind) {
    case 'track':
      return texts.row.track(name, row.hoursPerWeek)
    case 'pause':
      return texts.row.pause(name)
    case 'contact':
      return texts.row.contact(name)
    case 'queue':
      return texts.row.queue
    case 'gap':
      return texts.row.gap
    default:
      return texts.row.carried
  }
}
