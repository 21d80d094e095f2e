import { paths } from '../../../paths.ts'
import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import { dirOf, isLang, LANGS, type Lang, langName } from '../../../platform/i18n/lang.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import {
  type BrokenGlass,
  CASE_ROLES,
  glassesOf,
  groundOf,
  READS_PAGE,
  type ReadOnDay,
  type Route,
  readsOf,
  roleWord,
  type Visit,
} from '../../access/public.ts'
import { pageOf } from '../participant.ts'
import { readsTexts } from '../texts/reads.ts'
import { sharingTexts } from '../texts/sharing.ts'
import { threadTexts } from '../texts/thread.ts'
import { rightsOn } from '../thread.access.ts'
import { nameOnPaper } from '../thread.queries.ts'
import { workThread } from '../work/work.queries.ts'
import { WorkPage } from '../work/work-form.view.tsx'

const Who = ({ lang, row }: { lang: Lang; row: ReadOnDay }) => {
  const t = readsTexts(lang)
  const place = { unit: <Bdi>{row.unit}</Bdi>, authority: <Bdi>{row.authority}</Bdi> }
  return (
    <>
      <Bdi>{row.userName}</Bdi>
      <span class="soft row-note">
        {!row.unit
          ? t('atNothing')
          : row.role
            ? t.parts('atUnit', { ...place, role: roleWord(lang, row.role, row.unitKind) })
            : t.parts('atUnit.noRole', place)}
      </span>
    </>
  )
}

const When = ({ lang, row }: { lang: Lang; row: ReadOnDay }) => (
  <>
    <Bdi>{formatInstant(lang, row.at)}</Bdi>
    {row.times > 1 && <span class="soft row-note">{readsTexts(lang)('times', { times: row.times })}</span>}
  </>
)

const Glasses = ({ lang, glasses }: { lang: Lang; glasses: readonly BrokenGlass[] }) => {
  const t = readsTexts(lang)
  return (
    <section class="stack-tight">
      <h2>{t('glass')}</h2>
      <p>{t('glass.text')}</p>
      <ul class="work-list">
        {glasses.map((one) => (
          <li class="work-row">
            <div class="work-row-main">
              <p class="work-row-title">
                {t.parts('glass.row', {
                  name: <Bdi>{one.userName}</Bdi>,
                  unit: <Bdi>{one.unit}</Bdi>,
                  date: <Bdi>{formatInstant(lang, one.openedAt)}</Bdi>,
                })}
              </p>
              <p dir="auto">
                {one.reason === null
                  ? t('glass.reasonElsewhere')
                  : t.parts('glass.reason', { reason: <bdi>{one.reason}</bdi> })}
              </p>
              <p class="soft">
                {one.reviewedAt && one.reviewedBy
                  ? t.parts('glass.reviewed', {
                      name: <Bdi>{one.reviewedBy}</Bdi>,
                      date: <Bdi>{formatDay(lang, dayAt(one.reviewedAt))}</Bdi>,
                    })
                  : t('glass.waiting')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who has looked, in plain words for the person, in their language, to show or to print. */
async function readsPage(visit: Visit) {
  const { tx, viewer, today, lang, c } = visit
  const thread = await workThread(tx, viewer, c.req.param('id') ?? '')
  // Who looked is for those who hold the thread: a unit whose part has ended would be told that nobody did.
  if (!thread || rightsOn(viewer, thread).disclose !== 'yes') return visit.notFound()
  const { threadId } = thread
  await visit.saw({ threadId, ground: groundOf(viewer, threadId, thread.acl) })
  const asked = c.req.query('sprak')
  const person = isLang(asked) ? asked : isLang(thread.language) ? thread.language : lang
  const number = pageOf(c.req.query('sida'))
  const { rows, total } = await readsOf(tx, viewer, threadId, number)
  const name = await nameOnPaper(tx, viewer, threadId)
  const glasses = await glassesOf(tx, viewer, threadId)
  const t = readsTexts(person)
  const own = readsTexts(lang)
  const address = (language: Lang, page = 1) =>
    `${paths.reads(threadId)}?sprak=${language}${page > 1 ? `&sida=${page}` : ''}`
  return visit.page({
    title: own('title'),
    section: 'participants',
    islands: ['print.island'],
    wide: true,
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.sharing(threadId), text: sharingTexts(lang)('title') }}
        title={own('title')}
        lead={own('print')}
      >
        <Tabs
          label={own('language')}
          items={LANGS.map((one) => ({ href: address(one), text: langName(one), current: one === person }))}
        />
        <PrintButton>{threadTexts(lang)('print')}</PrintButton>
        <article class="letter" lang={person} dir={dirOf(person)} aria-label={t('title')}>
          <p class="letter-head">
            <span>
              {t.parts('for', {
                name: <bdi>{name ?? sharingTexts(person)('paper.case', { number: thread.caseNumber })}</bdi>,
              })}
            </span>
            <span>{t.parts('printed', { date: <Bdi>{formatDay(person, today)}</Bdi> })}</span>
          </p>
          <p class="letter-subject">{t('title')}</p>
          <p>{t('lead')}</p>
          {glasses.length > 0 && <Glasses lang={person} glasses={glasses} />}
          <Table
            caption={t('caption', { count: total })}
            rows={rows}
            empty={t('none')}
            columns={[
              { heading: t('who'), header: true, cell: (row) => <Who lang={person} row={row} /> },
              { heading: t('when'), cell: (row) => <When lang={person} row={row} /> },
              { heading: t('what'), cell: (row) => t(`what.${row.what}`) },
              { heading: t('why'), cell: (row) => t(`why.${row.ground}`) },
            ]}
          />
          <p>{t('ask')}</p>
        </article>
        <Pagination
          label={own('pages')}
          page={number}
          pages={Math.max(1, Math.ceil(total / READS_PAGE))}
          href={(page) => address(person, page)}
          previousText={own('previous')}
          nextText={own('next')}
          pageText={(page) => own('page', { page })}
        />
      </WorkPage>
    ),
  })
}

export const readsRoutes: Route[] = [
  { method: 'get', path: paths.reads(':id'), guard: CASE_ROLES, audit: 'access_report', handle: readsPage },
]
