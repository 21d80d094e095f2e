import { paths } from '../../paths.ts'
import { formatDay, formatInstant, formatList } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { DescriptionList } from '../../ui/facts.tsx'
import { Form } from '../../ui/form.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Notice } from '../../ui/status.tsx'
import type { FormKeys } from '../access/public.ts'
import type { Entry } from './entry.ts'
import { factLabel } from './entry-form-words.view.ts'
import { freshness } from './entry-verified.ts'
import type { ReviewDue } from './review/review.queries.ts'
import { entryTexts } from './texts/entry.ts'

/** What just happened, by the key in the address; never a text from it. */
const DONE = ['created', 'changed', 'verified', 'status', 'place'] as const
/** `next`: a round that goes on, in which others of the owner's entries wait. */
export const DoneNotice = (props: { lang: Lang; done: string | undefined; next?: ReviewDue | undefined }) => {
  const { next, done } = props
  const t = entryTexts(props.lang)
  const key = DONE.find((one) => one === done)
  return key ? (
    <Notice tone="ok" live="status">
      <p>{t(`done.${key}`)}</p>
      {next && (
        <p>
          <a href={paths.mapReviewRows(next.mapReviewId, next.authorityId)}>{t('done.next', { count: next.left })}</a>
        </p>
      )}
    </Notice>
  ) : null
}

/** An entry nobody has looked at for long fades, says so, and asks those whose it is. */
export function FreshNotice({
  lang,
  entry,
  today,
  mine,
  keys,
}: {
  lang: Lang
  entry: Entry
  today: CalendarDay
  mine: boolean
  keys: FormKeys
}) {
  const t = entryTexts(lang)
  const state = freshness(entry, today)
  if (state === 'fresh') return null
  const date = entry.verifiedOn ? <Bdi>{formatDay(lang, entry.verifiedOn)}</Bdi> : ''
  return (
    <Notice tone={state === 'ask' ? 'info' : 'attention'} title={t(`fresh.${state}.title`)}>
      <p>{state === 'never' ? t('fresh.never.text') : t.parts(`fresh.${state}.text`, { date })}</p>
      {mine && (
        <>
          <p>{t('fresh.yours')}</p>
          <Form
            action={paths.mapVerify(entry.entryId)}
            hidden={{ _token: keys.token, _key: keys.key, version: entry.version }}
          >
            <Actions>
              <Button variant="secondary" icon="check">
                {t('verify')}
              </Button>
              <Button variant="tertiary" href={paths.mapChange(entry.entryId)}>
                {t('change')}
              </Button>
            </Actions>
          </Form>
        </>
      )}
    </Notice>
  )
}

/** What could not be read from a sheet, kept until somebody takes care of it. */
export const UnreadNotice = ({ lang, entry }: { lang: Lang; entry: Entry }) => {
  const t = entryTexts(lang)
  const texts = Object.entries(entry.unread)
  return texts.length === 0 ? null : (
    <Notice tone="attention" title={t('unread')}>
      <p>{t('unread.lead')}</p>
      <DescriptionList
        items={texts.map(([term, text]) => ({
          term: <span dir="auto">{term}</span>,
          description: <span dir="auto">{text}</span>,
        }))}
      />
    </Notice>
  )
}

/** What happened to the entry, as `historyOf` gives it. */
export type Happened = { kind: string; at: Date; actor: string | null; fields: readonly string[] }

export const HistoryList = ({ lang, events }: { lang: Lang; events: readonly Happened[] }) => {
  const t = entryTexts(lang)
  if (events.length === 0) return <p>{t('history.empty')}</p>
  return (
    <ul class="map-history">
      {events.map(({ kind, at, actor, fields }) => (
        <li>
          {kind === 'changed'
            ? t('history.changed', {
                fields: formatList(
                  lang,
                  fields.map((field) => factLabel(lang, field)),
                ),
              })
            : t(`history.${kind}` as 'history.created')}
          <div class="soft">
            {t.parts('history.by', {
              date: <Bdi>{formatInstant(lang, at)}</Bdi>,
              name: <Bdi>{actor ?? '–'}</Bdi>,
            })}
          </div>
        </li>
      ))}
    </ul>
  )
}
