import { paths } from '../../../paths.ts'
import type { Values } from '../../../platform/form/stale-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { isLang, type Lang } from '../../../platform/i18n/lang.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { RadioGroup } from '../../../ui/choice.tsx'
import { DateField } from '../../../ui/field.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route } from '../../access/public.ts'
import { assignmentTexts } from '../texts/assignment.ts'
import { threadTexts } from '../texts/thread.ts'
import { nameOnPaper } from '../thread.queries.ts'
import { tellContact } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import {
  ASSIGNMENT_ACTIONS,
  type Assignment,
  type AssignmentAction,
  gapFrom,
  stateOf,
  TOLD_HOWS,
} from './assignment.ts'
import { type Letter, LetterLanguages, LetterSheet, PhoneWords } from './assignment-letter.view.tsx'
import { withDone } from './work-done.view.tsx'
import { type Opened, workForm } from './work-form.pages.tsx'
import type { Shown } from './work-form.view.tsx'

type Tell = {
  assignment: Assignment
  letter: Pick<Letter, 'contact' | 'before' | 'fromOn'>
  chosen: Lang
  /** May the person's name stand on paper? */
  named: boolean
}

/** A contact of the thread, for an action its state allows, beside all the others. */
export async function loadContact(
  { work, thread, rowId }: Opened,
  action: AssignmentAction,
): Promise<Result<{ assignment: Assignment; all: Assignment[] }>> {
  const all = await assignmentsOfThread(work.tx, work.viewer, thread.threadId)
  const assignment = all.find((one) => one.assignmentId === rowId)
  if (!assignment) return refuse({ kind: 'not-found' })
  const state = stateOf(assignment)
  return ASSIGNMENT_ACTIONS[state].includes(action)
    ? ok({ assignment, all })
    : refuse({ kind: 'conflict', reason: `refused.contact.${state}` })
}

const letterOf = ({ letter, named }: Tell, { thread, work }: Opened): Letter => ({
  ...letter,
  given: named ? thread.name?.given : undefined,
  unit: thread.carrier,
  writtenOn: work.today,
  signed: work.viewer.name,
})

/** What the person is told: a name, or that nobody follows yet. */
type News = 'tell' | 'tell-gap'

/** Of a name: whom it comes after. Of a gap: who leaves, if anybody does without a successor. */
function newsOf(news: News, assignment: Assignment, all: readonly Assignment[]): Tell['letter'] | undefined {
  if (news === 'tell-gap') {
    const fromOn = gapFrom(assignment)
    return fromOn && { contact: undefined, before: assignment.name, fromOn }
  }
  const last = addDays(assignment.fromOn, -1)
  const before = all.find((one) => one.untilOn === last && one.role === assignment.role)
  return { contact: assignment.name, before: before?.name, fromOn: assignment.fromOn }
}

const ADDRESS = { tell: paths.contactTell, 'tell-gap': paths.contactGapTell } as const

const tellForm = (news: News) =>
  workForm<Tell>({
    at: ADDRESS[news](':id', ':row'),
    action: 'contact',
    load: async (opened) => {
      const loaded = await loadContact(opened, news)
      if (!loaded.ok) return loaded
      const { assignment, all } = loaded.value
      const letter = newsOf(news, assignment, all)
      if (!letter) return refuse({ kind: 'not-found' })
      const asked = opened.visit.c.req.query('brev')
      const { work, thread } = opened
      const own = isLang(thread.language) ? thread.language : 'sv'
      const named = (await nameOnPaper(work.tx, work.viewer, thread.threadId)) !== undefined
      return ok({ assignment, letter, chosen: isLang(asked) ? asked : own, named })
    },
    initial: ({ assignment }, { work }) => {
      const { toldOn, toldHow, gapToldOn, gapToldHow } = assignment
      const [on, how] = news === 'tell' ? [toldOn, toldHow] : [gapToldOn, gapToldHow]
      return { toldOn: on ?? work.today, toldHow: how }
    },
    hidden: ({ assignment }) => ({ version: assignment.version }),
    shown: (values: Values, { lang }): Shown[] => {
      const t = assignmentTexts(lang)
      const how = TOLD_HOWS.find((one) => one === values.toldHow)
      return [
        { name: 'toldHow', label: t('tell.how'), value: how ? t(`how.${how}`) : '' },
        { name: 'toldOn', label: t('tell.on'), value: values.toldOn ?? '' },
      ]
    },
    words: ({ assignment, letter, named }, { lang }) => {
      const t = assignmentTexts(lang)
      const said = t.parts(news === 'tell' ? 'tell.lead' : 'tell.lead.gap', {
        name: <bdi>{assignment.name}</bdi>,
        date: <Bdi>{formatDay(lang, letter.fromOn)}</Bdi>,
      })
      return {
        title: t('tell.title'),
        name: t('tell.title'),
        // What goes for a letter to a protected person stands in a notice of its own.
        lead: named ? (
          <>
            {said} {t('tell.letter')}
          </>
        ) : (
          said
        ),
        submit: t('tell.submit'),
      }
    },
    islands: ['print.island'],
    before: (data, opened) => {
      const { lang, thread } = opened
      const t = assignmentTexts(lang)
      const letter = letterOf(data, opened)
      return (
        <>
          {!data.named && (
            <Notice tone="attention">
              <p>{t('letter.protected')}</p>
            </Notice>
          )}
          <LetterLanguages
            lang={lang}
            chosen={data.chosen}
            href={(one) => `${ADDRESS[news](thread.threadId, data.assignment.assignmentId)}?brev=${one}`}
          />
          <LetterSheet lang={data.chosen} letter={letter} />
          <p class="soft no-print">{t('letter.print')}</p>
          <PrintButton>{threadTexts(lang)('print')}</PrintButton>
          <section class="stack-tight no-print">
            <h2>{t('phone.title')}</h2>
            <PhoneWords lang={data.chosen} letter={letter} />
          </section>
          <h2 class="no-print">{t('tell.note')}</h2>
        </>
      )
    },
    view: ({ lang, value, error }) => {
      const t = assignmentTexts(lang)
      return (
        <>
          <RadioGroup
            name="toldHow"
            label={t('tell.how')}
            layout="row"
            value={value('toldHow')}
            error={error('toldHow')}
            options={TOLD_HOWS.map((how) => ({ value: how, label: t(`how.${how}`) }))}
            required
          />
          <DateField
            name="toldOn"
            label={t('tell.on')}
            format={formTexts(lang)('dayFormat')}
            value={value('toldOn')}
            error={error('toldOn')}
            required
          />
        </>
      )
    },
    send: async (work, threadId, rowId, typed) => {
      const told = await tellContact(work, threadId, rowId, typed, news)
      return told.ok ? ok(withDone(paths.thread(threadId), 'contact-told')) : told
    },
  })

/** The pages that tell the person who their contact is, or that there is none yet: letter, words for the telephone, and the note that it was told. */
export const tellRoutes: Route[] = [...tellForm('tell'), ...tellForm('tell-gap')]
