import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice, Progress, Tag } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { authorityName, type MapBodies } from '../body.ts'
import type { Entry } from '../entry.ts'
import { agesStated } from '../entry-age.ts'
import { Ages, codeList } from '../entry-words.view.tsx'
import { codeTexts } from '../texts/code.ts'
import { reviewTexts } from '../texts/review.ts'
import type { ReviewDue } from './review.queries.ts'
import { isConfirmed, NO_AUTHORITY, type Review, type ReviewProgress } from './review.ts'

type Hidden = Record<string, string>

/** An entry as the page shows it, so that nothing else is confirmed. */
const asRead = ({ entryId, version }: Entry): string => `${entryId}:${version}`

/** Whose entries a round's number stands for. */
export const ownerName = (lang: Lang, bodies: MapBodies, authorityId: number) =>
  authorityId === NO_AUTHORITY ? reviewTexts(lang)('civil') : <Bdi>{authorityName(bodies, authorityId) ?? ''}</Bdi>

export const dueText = (lang: Lang, { dueOn, closedOn }: Review) => {
  const t = reviewTexts(lang)
  return closedOn
    ? t.parts('closedOn', { day: <Bdi>{formatDay(lang, closedOn)}</Bdi> })
    : t.parts('due', { due: <Bdi>{formatDay(lang, dueOn)}</Bdi> })
}

/** How far one authority has come. */
const Far = ({ lang, total, confirmed }: { lang: Lang } & Omit<ReviewProgress, 'authorityId'>) => {
  const t = reviewTexts(lang)
  if (total === 0) return <span class="soft">{t('progress.none')}</span>
  return (
    <>
      <Progress label={t('progress', { confirmed, total })} value={confirmed} max={total} />
      {confirmed === total && <Tag tone="ok">{t('progress.done')}</Tag>}
    </>
  )
}

export const ReviewTable = ({
  lang,
  caption,
  all,
}: {
  lang: Lang
  caption: string
  all: readonly { review: Review; sum: ReviewProgress }[]
}) => {
  const t = reviewTexts(lang)
  return (
    <Table
      caption={caption}
      rows={all}
      empty=""
      columns={[
        {
          heading: t('col.review'),
          header: true,
          cell: ({ review }) => (
            <a href={paths.mapReview(review.mapReviewId)}>
              {t.parts('named', { due: <Bdi>{formatDay(lang, review.dueOn)}</Bdi> })}
            </a>
          ),
        },
        {
          heading: t('col.progress'),
          cell: ({ sum }) => <Far lang={lang} total={sum.total} confirmed={sum.confirmed} />,
        },
        {
          heading: t('col.when'),
          cell: ({ review }) =>
            t.parts(review.closedOn ? 'closedOn' : 'startedOn', {
              day: <Bdi>{formatDay(lang, review.closedOn ?? review.startedOn)}</Bdi>,
            }),
        },
      ]}
    />
  )
}

/** Each authority's progress; a link where the viewer may look the rows through. */
export const ProgressTable = (props: {
  lang: Lang
  review: Review
  bodies: MapBodies
  progress: readonly ReviewProgress[]
  mayLook: (authorityId: number) => boolean
}) => {
  const { lang, review, bodies, progress, mayLook } = props
  const t = reviewTexts(lang)
  const canLook = ({ authorityId, total }: ReviewProgress) =>
    review.closedOn === null && total > 0 && mayLook(authorityId)
  const toDo: Column<ReviewProgress> = {
    heading: t('col.do'),
    cell: (one) =>
      canLook(one) && (
        <Button href={paths.mapReviewRows(review.mapReviewId, one.authorityId)} variant="secondary" size="small">
          <span aria-hidden="true">{t('look')}</span>
          <span class="vh">{t.parts('lookNamed', { owner: ownerName(lang, bodies, one.authorityId) })}</span>
        </Button>
      ),
  }
  return (
    <Table
      caption={t('col.progress')}
      captionHidden
      rows={progress}
      empty=""
      columns={[
        {
          heading: t('col.authority'),
          header: true,
          cell: ({ authorityId }) => ownerName(lang, bodies, authorityId),
        },
        {
          heading: t('col.progress'),
          cell: ({ total, confirmed }) => <Far lang={lang} total={total} confirmed={confirmed} />,
        },
        ...(progress.some(canLook) ? [toDo] : []),
      ]}
    />
  )
}

/** One entry to be looked through: what it says in short, and whether that is right. */
export const ReviewEntry = (props: { lang: Lang; entry: Entry; review: Review; action: string; hidden: Hidden }) => {
  const { lang, entry, review, action, hidden } = props
  const [t, codes] = [reviewTexts(lang), codeTexts(lang)]
  const confirmed = isConfirmed(entry, review)
  const { contact, targetGroups, about, method } = entry
  const reach = [contact.name, contact.phone, contact.email].filter(Boolean)
  return (
    <Card
      level={2}
      tone={confirmed ? 'sunk' : 'plain'}
      title={
        <a href={paths.mapEntry(entry.entryId)}>
          <Bdi>{entry.name}</Bdi>
        </a>
      }
    >
      <p class="soft">
        {codes(`kind.${entry.kind}`)} · {codes(`status.${entry.status}`)} ·{' '}
        {entry.verifiedOn
          ? t.parts(confirmed ? 'confirmed' : 'last', { day: <Bdi>{formatDay(lang, entry.verifiedOn)}</Bdi> })
          : t('never')}
      </p>
      {(about.sv || method) !== '' && <p dir="auto">{about.sv || method}</p>}
      {(targetGroups.length > 0 || agesStated(entry)) && (
        <p>
          {codeList(lang, 'target', targetGroups)}
          {targetGroups.length > 0 && agesStated(entry) && ' · '}
          {agesStated(entry) && <Ages lang={lang} ages={entry} />}
        </p>
      )}
      {reach.length > 0 && (
        <p class="soft">
          <Bdi>{reach.join(', ')}</Bdi>
        </p>
      )}
      {confirmed && (
        <p>
          <Tag tone="ok">{t('progress.done')}</Tag>
        </p>
      )}
      {!confirmed && review.closedOn === null && (
        <Form action={action} hidden={{ ...hidden, read: asRead(entry) }}>
          <div class="actions">
            <Button>
              <span aria-hidden="true">{t('right')}</span>
              <span class="vh">{t('rightNamed', { name: entry.name })}</span>
            </Button>
            <Button href={paths.mapChange(entry.entryId)} variant="secondary">
              <span aria-hidden="true">{t('change')}</span>
              <span class="vh">{t('changeNamed', { name: entry.name })}</span>
            </Button>
          </div>
        </Form>
      )}
    </Card>
  )
}

/** Every entry that is left on the page, at once, by somebody who has read them. */
export const ConfirmAll = (props: {
  lang: Lang
  action: string
  hidden: Hidden
  left: readonly Entry[]
  error?: string | undefined
}) => {
  const t = reviewTexts(props.lang)
  return (
    <Card title={t('all.title')} level={2}>
      <Form action={props.action} hidden={{ ...props.hidden, all: 'yes', read: props.left.map(asRead).join(' ') }}>
        <Checkbox name="sure" label={t('all.sure', { count: props.left.length })} error={props.error} />
        <div class="actions">
          <Button variant="secondary">{t('all.submit')}</Button>
        </div>
      </Form>
    </Card>
  )
}

/** On the page where everybody starts: what of the map waits for one's own authority. */
export const ReviewsDueNotice = ({
  lang,
  due,
  today,
}: {
  lang: Lang
  due: readonly ReviewDue[]
  today: CalendarDay
}) => {
  const t = reviewTexts(lang)
  if (due.length === 0) return null
  return (
    <Notice tone={due.some((one) => one.dueOn < today) ? 'attention' : 'info'} title={t('today.title')}>
      {due.map(({ mapReviewId, authorityId, left, dueOn }) => (
        <p>
          {t.parts(authorityId === NO_AUTHORITY ? 'today.civil' : 'today.text', {
            count: left,
            due: <Bdi>{formatDay(lang, dueOn)}</Bdi>,
          })}{' '}
          <a href={paths.mapReviewRows(mapReviewId, authorityId)}>{t('look')}</a>
        </p>
      ))}
    </Notice>
  )
}
