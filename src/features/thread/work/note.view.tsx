import { paths } from '../../../paths.ts'
import { formatDay, formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { noteTexts } from '../texts/note.ts'
import type { Rights } from '../thread.access.ts'
import type { LatestNotes } from './note.queries.ts'
import { goesOn, NOTE_ACTIONS, type NoteHead, stateOf } from './note.ts'
import { WorkButton } from './work-button.view.tsx'

type On = { lang: Lang; thread: { threadId: string; state: ThreadState }; rights: Rights }

/** Text as it was written: its own direction, its own line breaks, nothing in it means anything to the page. */
export const NoteText = ({ children, more }: { children?: Text; more?: boolean }) => (
  <div class="note-text" dir="auto">
    {children}
    {more && '…'}
  </div>
)

/** When, what kind, by whom, and when it was written. With an address the day leads to the note. */
export const NoteMeta = ({ lang, note, href }: { lang: Lang; note: NoteHead; href?: string }) => {
  const t = noteTexts(lang)
  const on = <Bdi>{formatDay(lang, note.happenedOn)}</Bdi>
  return (
    <>
      <p class="note-head">
        <strong>{href ? <a href={href}>{on}</a> : on}</strong>
        <Tag tone={note.category === 'health' ? 'info' : 'neutral'} icon={note.category === 'health' ? 'lock' : false}>
          {t(`category.${note.category}`)}
        </Tag>
        {note.correctedBy && <Tag tone="attention">{t('corrected')}</Tag>}
        {note.corrects && <Tag tone="neutral">{t('correction')}</Tag>}
      </p>
      <p class="meta meta-list">
        <span>
          <Bdi>{note.author}</Bdi>
        </span>
        {!note.mine && (
          <span>
            <Bdi>{note.unitName}</Bdi>
          </span>
        )}
        <span>{t.parts('writtenAt', { at: <Bdi>{formatInstant(lang, note.writtenAt)}</Bdi> })}</span>
      </p>
    </>
  )
}

/** What the person said against it, beside it. */
export const Objections = ({ lang, note }: { lang: Lang; note: NoteHead }) => {
  const t = noteTexts(lang)
  return (
    <>
      {note.objections.map((objection) => (
        <aside class="objection" aria-label={t('objection')}>
          <p class="objection-head">
            {t.parts('objection.said', {
              date: <Bdi>{formatDay(lang, objection.madeOn)}</Bdi>,
              by: <Bdi>{objection.recordedBy}</Bdi>,
            })}
          </p>
          <NoteText>{objection.body}</NoteText>
        </aside>
      ))}
    </>
  )
}

export const NoteActions = ({ lang, thread, rights, note }: On & { note: NoteHead }) => {
  const t = noteTexts(lang)
  const href = { correct: paths.noteCorrect, object: paths.noteObject }
  const actions = rights.note === 'yes' && note.mine ? NOTE_ACTIONS[stateOf(note)] : []
  if (actions.length === 0) return null
  return (
    <Actions>
      {actions.map((action) => (
        <Button
          size="small"
          variant={action === 'correct' ? 'secondary' : 'tertiary'}
          href={href[action](thread.threadId, note.noteId)}
        >
          {t(`action.${action}`)}
          <span class="vh">
            {' – '}
            {formatDay(lang, note.happenedOn)}
          </span>
        </Button>
      ))}
    </Actions>
  )
}

const Beginning = ({ lang, thread, note }: Omit<On, 'rights'> & { note: NoteHead }) => {
  const t = noteTexts(lang)
  const whole = paths.note(thread.threadId, note.noteId)
  const text = <NoteText more={goesOn(note)}>{note.beginning}</NoteText>
  return (
    <>
      {note.correctedBy ? (
        <Details summary={t('corrected.show')} variant="plain">
          <del>{text}</del>
          <p>
            <a href={paths.note(thread.threadId, note.correctedBy)}>{t('corrected.by')}</a>
          </p>
        </Details>
      ) : (
        text
      )}
      {goesOn(note) && (
        <p>
          <a href={whole}>
            {t('whole', { count: formatNumber(lang, note.length) })}
            <span class="vh">
              {' – '}
              {formatDay(lang, note.happenedOn)}
            </span>
          </a>
        </p>
      )}
    </>
  )
}

/** Notes under each other, each with its beginning and what can be done. */
export const NoteList = ({ notes, ...on }: On & { notes: readonly NoteHead[] }) => (
  <ul class="work-list">
    {notes.map((note) => (
      <li class="note">
        <NoteMeta lang={on.lang} note={note} href={paths.note(on.thread.threadId, note.noteId)} />
        <Beginning {...on} note={note} />
        <Objections lang={on.lang} note={note} />
        <NoteActions {...on} note={note} />
      </li>
    ))}
  </ul>
)

/** The way to write a note. */
export const WriteNote = ({ lang, thread, rights }: On) => (
  <WorkButton lang={lang} right={rights.note} state={thread.state} href={paths.noteNew(thread.threadId)} icon="pen">
    {noteTexts(lang)('write')}
  </WorkButton>
)

export type NoteSectionProps = On & { notes: LatestNotes }

/** The latest notes, and the way to all of them. */
export const NoteSection = ({ notes, ...on }: NoteSectionProps) => {
  const t = noteTexts(on.lang)
  return (
    <Card title={t('title')} id="anteckningar" actions={<WriteNote {...on} />}>
      {notes.total === 0 ? <p class="soft">{t('none')}</p> : <NoteList {...on} notes={notes.notes} />}
      {notes.total > notes.notes.length && (
        <p>
          <a href={paths.notes(on.thread.threadId)}>{t('all', { count: notes.total })}</a>
        </p>
      )}
    </Card>
  )
}
