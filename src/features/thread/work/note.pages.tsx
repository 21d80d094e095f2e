import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { Card } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choice.tsx'
import { DateField, TextArea } from '../../../ui/field.tsx'
import type { Route } from '../../access/public.ts'
import { noteTexts } from '../texts/note.ts'
import { correctNote, recordObjection, writeNote } from './note.commands.ts'
import { latestNoteOf, noteOf } from './note.queries.ts'
import { goesOn, NOTE_ACTIONS, NOTE_CATEGORIES, type Note, stateOf } from './note.ts'
import { NoteMeta, NoteText } from './note.view.tsx'
import { noteListRoutes } from './note-list.pages.tsx'
import { withDone } from './work-done.view.tsx'
import { type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

const MAX_BODY = 4 * 1024 * 1024

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
  load: async (opened) => {
    const note = await loadOwn(opened, false)
    return !note.ok || NOTE_ACTIONS[stateOf(note.value)].includes('object')
      ? note
      : refuse({ kind: 'conflict', reason: 'refused.note.corrected' })
  },
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
export const noteRoutes: Route[] = [...writeForm, ...noteListRoutes, ...correctForm, ...objectForm]
