import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { Card } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { DateField, TextArea } from '../../ui/field.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { CASE_ROLES, groundOf, type Route, type Visit } from '../access/public.ts'
import { correctNote, recordObjection, writeNote } from './note.commands.ts'
import { latestNoteOf, noteOf, notesOfThread } from './note.queries.ts'
import { goesOn, NOTE_CATEGORIES, type Note } from './note.ts'
import { NoteActions, NoteList, NoteMeta, NoteText, Objections, WriteNote } from './note.view.tsx'
import type { Values } from './stale-form.ts'
import { noteTexts } from './texts/note.ts'
import { rightsOn } from './thread.access.ts'
import { type WorkThread, workThread } from './work.queries.ts'
import { withDone } from './work-done.view.tsx'
import { type Opened, workForm } from './work-form.pages.tsx'
import { type Shown, WorkPage } from './work-form.view.tsx'

const MAX_BODY = 4 * 1024 * 1024

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

const dayField = (
  name: 'happenedOn' | 'madeOn',
  {
    lang,
    value,
    error,
  }: { lang: Opened['lang']; value(name: string): string; error(name: string): string | undefined },
) => (
  <DateField
    name={name}
    label={noteTexts(lang)(`field.${name}`)}
    format={formTexts(lang)('dayFormat')}
    value={value(name)}
    error={error(name)}
    required
  />
)

const shownNote = (values: Values, { lang }: Opened): Shown[] => {
  const t = noteTexts(lang)
  const category = NOTE_CATEGORIES.find((one) => one === values.category)
  const kind = { name: 'category', label: t('field.category'), value: category ? t(`category.${category}`) : '' }
  return [
    { name: 'body', label: t('field.body'), value: values.body ?? '' },
    ...('category' in values ? [kind] : []),
    { name: 'happenedOn', label: t('field.happenedOn'), value: values.happenedOn ?? '' },
  ]
}

const writeForm = workForm<undefined>({
  at: paths.noteNew(':id'),
  action: 'note',
  long: true,
  maxBody: MAX_BODY,
  load: async () => ok(undefined),
  initial: (_, { work }) => ({ category: '', happenedOn: work.today }),
  shown: (values, opened) => shownNote({ category: '', ...values }, opened),
  words: (_, { lang }) => {
    const t = noteTexts(lang)
    return { title: t('write'), name: t('write'), lead: t('write.lead'), submit: t('write.submit') }
  },
  view: (on) => {
    const t = noteTexts(on.lang)
    return (
      <>
        <TextArea
          name="body"
          label={t('field.body')}
          hint={t('body.hint')}
          size="large"
          value={on.value('body')}
          error={on.error('body')}
          required
        />
        <RadioGroup
          name="category"
          label={t('field.category')}
          value={on.value('category')}
          error={on.error('category')}
          options={NOTE_CATEGORIES.map((one) => ({
            value: one,
            label: t(`category.${one}`),
            hint: t(`category.${one}.hint`),
          }))}
          required
        />
        {dayField('happenedOn', on)}
      </>
    )
  },
  send: async (work, threadId, _row, typed) => {
    const written = await writeNote(work, threadId, typed)
    return written.ok ? ok(withDone(paths.thread(threadId), 'note-written')) : written
  },
})

async function loadOwn({ work, thread, rowId }: Opened, latest: boolean): Promise<Result<Note>> {
  const note = await (latest ? latestNoteOf : noteOf)(work.tx, work.viewer, thread.threadId, rowId)
  if (!note) return refuse({ kind: 'not-found' })
  return note.mine ? ok(note) : refuse({ kind: 'not-allowed', reason: 'refused.other-unit' })
}

const backToNotes = ({ thread, lang }: Opened) => ({
  href: paths.notes(thread.threadId),
  text: noteTexts(lang)('all.back'),
})

const correctForm = workForm<Note>({
  at: paths.noteCorrect(':id', ':row'),
  action: 'note',
  long: true,
  maxBody: MAX_BODY,
  load: (opened) => loadOwn(opened, true),
  initial: ({ happenedOn, body }) => ({ happenedOn, body }),
  hidden: ({ noteId }) => ({ corrects: noteId }),
  shown: shownNote,
  words: (_, { lang }) => {
    const t = noteTexts(lang)
    return { title: t('correct.title'), name: t('correct.title'), lead: t('correct.lead'), submit: t('correct.submit') }
  },
  view: (on) => (
    <>
      <TextArea
        name="body"
        label={noteTexts(on.lang)('field.body.right')}
        size="large"
        value={on.value('body')}
        error={on.error('body')}
        required
      />
      {dayField('happenedOn', on)}
    </>
  ),
  back: backToNotes,
  send: async (work, threadId, rowId, typed) => {
    const corrected = await correctNote(work, threadId, rowId, typed)
    return corrected.ok ? ok(withDone(paths.note(threadId, corrected.value), 'note-corrected')) : corrected
  },
})

const objectForm = workForm<Note>({
  at: paths.noteObject(':id', ':row'),
  action: 'note',
  long: true,
  maxBody: MAX_BODY,
  load: (opened) => loadOwn(opened, false),
  initial: (_, { work }) => ({ madeOn: work.today }),
  shown: (values, { lang }) => {
    const t = noteTexts(lang)
    return [
      { name: 'body', label: t('field.objection'), value: values.body ?? '' },
      { name: 'madeOn', label: t('field.madeOn'), value: values.madeOn ?? '' },
    ]
  },
  words: (_, { lang }) => {
    const t = noteTexts(lang)
    return { title: t('object.title'), name: t('object.title'), lead: t('object.lead'), submit: t('object.submit') }
  },
  before: (note, { lang }) => (
    <Card>
      <NoteMeta lang={lang} note={note} />
      <NoteText more={goesOn(note)}>{note.beginning}</NoteText>
    </Card>
  ),
  view: (on) => (
    <>
      <TextArea
        name="body"
        label={noteTexts(on.lang)('field.objection')}
        hint={noteTexts(on.lang)('objection.hint')}
        size="large"
        value={on.value('body')}
        error={on.error('body')}
        required
      />
      {dayField('madeOn', on)}
    </>
  ),
  back: backToNotes,
  send: async (work, threadId, rowId, typed) => {
    const recorded = await recordObjection(work, threadId, rowId, typed)
    return recorded.ok && isUuid(rowId) ? ok(withDone(paths.note(threadId, rowId), 'objection-recorded')) : recorded
  },
})

/** The notes of a thread: all of them, one in full, and the forms. */
export const noteRoutes: Route[] = [
  { method: 'get', path: paths.notes(':id'), guard: CASE_ROLES, audit: 'view', handle: listPage },
  ...writeForm,
  { method: 'get', path: paths.note(':id', ':row'), guard: CASE_ROLES, audit: 'view', handle: notePage },
  ...correctForm,
  ...objectForm,
]
