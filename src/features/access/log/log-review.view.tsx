import { paths } from '../../../paths.ts'
import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { TextField } from '../../../ui/field.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { logReviewTexts } from '../texts/log-review.ts'
import type { LogCount, LogReview, SampledLook } from './log-review.queries.ts'

/** Counts for the association's office, by authority. */
export const LogCountsTable = ({ lang, rows }: { lang: Lang; rows: readonly LogCount[] }) => {
  const t = logReviewTexts(lang)
  const count = (shown: number | null) => (shown === null ? t('counts.few') : <Bdi>{String(shown)}</Bdi>)
  return (
    <Table
      caption={t('counts')}
      rows={rows}
      empty={t('counts.never')}
      columns={[
        { heading: t('counts.authority'), header: true, cell: (row) => <Bdi>{row.authority}</Bdi> },
        { heading: t('counts.looks'), cell: (row) => count(row.looks), align: 'end' },
        { heading: t('counts.glasses'), cell: (row) => count(row.glasses), align: 'end' },
        { heading: t('counts.refused'), cell: (row) => count(row.refused), align: 'end' },
        {
          heading: t('counts.checked'),
          cell: (row) => (row.checkedOn ? <Bdi>{formatDay(lang, row.checkedOn)}</Bdi> : t('counts.never')),
        },
      ]}
    />
  )
}

/** The samples drawn so far. */
export const LogReviewTable = ({ lang, rows }: { lang: Lang; rows: readonly LogReview[] }) => {
  const t = logReviewTexts(lang)
  const day = (on: LogReview['fromDay']) => <Bdi>{formatDay(lang, on)}</Bdi>
  return (
    <Table
      caption={t('caption', { count: rows.length })}
      rows={rows}
      empty={t('empty')}
      columns={[
        {
          heading: t('drawn'),
          header: true,
          cell: (row) => (
            <a href={paths.logSample(row.logReviewId)}>
              <Bdi>{formatInstant(lang, row.drawnAt)}</Bdi>
            </a>
          ),
        },
        {
          heading: t('period'),
          cell: (row) => t.parts('period.fromTo', { from: day(row.fromDay), until: day(row.untilDay) }),
        },
        { heading: t('size'), cell: (row) => String(row.size), align: 'end' },
        { heading: t('reviewer'), cell: (row) => <Bdi>{row.reviewer}</Bdi> },
        {
          heading: t('state'),
          cell: (row) =>
            row.signedAt ? (
              <Tag tone="ok">{t('state.signed', { date: formatDay(lang, dayAt(row.signedAt)) })}</Tag>
            ) : (
              <Tag tone="attention">{t('state.open')}</Tag>
            ),
        },
      ]}
    />
  )
}

const Cases = ({ lang, look }: { lang: Lang; look: SampledLook }) => {
  const numbers = look.caseNumbers ?? []
  if (numbers.length === 0) return <>–</>
  if (numbers.length <= 3)
    return (
      <>
        {numbers.map((number) => (
          <div>
            <Bdi whole>{number}</Bdi>
          </div>
        ))}
      </>
    )
  return <>{logReviewTexts(lang)('many', { count: numbers.length })}</>
}

type SampleProps = {
  lang: Lang
  looks: readonly SampledLook[]
  /** The remark of a look: what was typed, or what was signed. */
  remark: (look: SampledLook) => string
  editable: boolean
}

/** The looks of a sample, each with room for a remark. */
export const SampleTable = ({ lang, looks, remark, editable }: SampleProps) => {
  const t = logReviewTexts(lang)
  return (
    <Table
      caption={t('sample.caption', { count: looks.length })}
      rows={looks}
      empty={t('sample.empty')}
      columns={[
        {
          heading: t('who'),
          header: true,
          cell: (look) => (
            <>
              <Bdi>{look.userName}</Bdi>
              {look.unitName && (
                <span class="row-note soft">
                  <Bdi>{look.unitName}</Bdi>
                </span>
              )}
            </>
          ),
        },
        { heading: t('when'), cell: (look) => <Bdi>{formatInstant(lang, look.at)}</Bdi> },
        {
          heading: t('what'),
          cell: (look) => (
            <>
              {t(`what.${look.what}`)}
              {look.what === 'view' && !look.openedBefore && <span class="row-note soft">{t('first')}</span>}
            </>
          ),
        },
        { heading: t('case'), cell: (look) => <Cases lang={lang} look={look} /> },
        {
          heading: t('why'),
          cell: (look) => (
            <>
              {look.ground === 'own_unit' || look.ground === 'disclosure' ? (
                t(`ground.${look.ground}`)
              ) : (
                <Tag tone="attention">{t(`ground.${look.ground}`)}</Tag>
              )}
              {look.reason && (
                <span class="row-note soft" dir="auto">
                  {t.parts('reason', { reason: <bdi>{look.reason}</bdi> })}
                </span>
              )}
            </>
          ),
        },
        {
          heading: t('remark'),
          cell: (look) =>
            editable ? (
              <TextField
                name={`remark-${look.readLogId}`}
                label={t('remark.for', { number: look.readLogId })}
                labelHidden
                value={remark(look)}
                autocomplete="off"
              />
            ) : (
              <span dir="auto">{remark(look) || '–'}</span>
            ),
        },
      ]}
    />
  )
}
