import { paths } from '../../../paths.ts'
import { Card } from '../../../ui/card.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { CASE_ROLES, groundOf, type Route, type Visit } from '../../access/public.ts'
import { noteTexts } from '../texts/note.ts'
import { rightsOn } from '../thread.access.ts'
import { noteOf, notesOfThread } from './note.queries.ts'
import { NOTE_CATEGORIES } from './note.ts'
import { NoteActions, NoteList, NoteMeta, NoteText, Objections, WriteNote } from './note.view.tsx'
import { type WorkThread, workThread } from './work.queries.ts'
import { WorkPage } from './work-form.view.tsx'

/** Opens a thread for reading its notes, and writes the look into the log. */
async function look(visit: Visit): Promise<WorkThread | undefined> {
  const thread = await workThread(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
  if (thread)
    await visit.saw({ threadId: thread.threadId, ground: groundOf(visit.viewer, thread.threadId, thread.acl) })
  return thread
}

async function listPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const thread = await look(visit)
  if (!thread) return visit.notFound()
  const t = noteTexts(lang)
  const category = NOTE_CATEGORIES.find((one) => one === c.req.query('slag'))
  const list = await notesOfThread(tx, viewer, thread.threadId, { page: Number(c.req.query('sida')), category })
  const { threadId } = thread
  const href = (kind: string | undefined, page: number): string => {
    const query = new URLSearchParams({ ...(kind ? { slag: kind } : {}), ...(page > 1 ? { sida: String(page) } : {}) })
    return [paths.notes(threadId), query.toString()].filter(Boolean).join('?')
  }
  const all = Object.values(list.counts).reduce((sum, count) => sum + count, 0)
  const on = { lang, thread, rights: rightsOn(viewer, thread) }
  return visit.page({
    title: t('title'),
    section: 'participants',
    narrow: true,
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.thread(threadId) }}
        title={t('title')}
        actions={<WriteNote {...on} />}
        done={c.req.query('klart')}
      >
        <Tabs
          label={t('kinds')}
          items={[
            { href: href(undefined, 1), text: t('kinds.all'), count: all, current: category === undefined },
            ...NOTE_CATEGORIES.filter((one) => list.counts[one] || one === category).map((one) => ({
              href: href(one, 1),
              text: t(`category.${one}`),
              count: list.counts[one] ?? 0,
              current: one === category,
            })),
          ]}
        />
        <Card>{list.total === 0 ? <p class="soft">{t('none')}</p> : <NoteList {...on} notes={list.notes} />}</Card>
        <Pagination
          label={t('pages')}
          page={list.page}
          pages={list.pages}
          href={(page) => href(category, page)}
          previousText={t('previous')}
          nextText={t('next')}
          pageText={(page) => t('page', { page })}
        />
      </WorkPage>
    ),
  })
}

async function notePage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c } = visit
  const thread = await look(visit)
  const note = thread && (await noteOf(tx, viewer, thread.threadId, c.req.param('row') ?? ''))
  if (!thread || !note) return visit.notFound()
  const t = noteTexts(lang)
  const on = { lang, thread, rights: rightsOn(viewer, thread) }
  const text = <NoteText>{note.body}</NoteText>
  return visit.page({
    title: t('one'),
    section: 'participants',
    narrow: true,
    body: (
      <WorkPage
        lang={lang}
        thread={thread}
        back={{ href: paths.notes(thread.threadId), text: t('all.back') }}
        title={t('one')}
        done={c.req.query('klart')}
      >
        <Card>
          <NoteMeta lang={lang} note={note} />
          {note.correctedBy ? <del>{text}</del> : text}
          <Objections lang={lang} note={note} />
          {(note.corrects || note.correctedBy) && (
            <p class="meta meta-list">
              {note.corrects && <a href={paths.note(thread.threadId, note.corrects)}>{t('corrects')}</a>}
              {note.correctedBy && <a href={paths.note(thread.threadId, note.correctedBy)}>{t('corrected.by')}</a>}
            </p>
          )}
          <NoteActions {...on} note={note} />
        </Card>
      </WorkPage>
    ),
  })
}

/** All notes of a thread, and one in full. */
export const noteListRoutes: Route[] = [
  { method: 'get', path: paths.notes(':id'), guard: CASE_ROLES, audit: 'view', handle: listPage },
  { method: 'get', path: paths.note(':id', ':row'), guard: CASE_ROLES, audit: 'view', handle: notePage },
]
