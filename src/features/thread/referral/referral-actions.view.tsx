import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Form } from '../../../ui/form.tsx'
import type { FormKeys } from '../../access/public.ts'
import { queueTexts } from '../texts/queue.ts'
import { referralTexts } from '../texts/referral.ts'
import { threadTexts } from '../texts/thread.ts'
import type { InQueue } from './queue.queries.ts'
import type { Referral } from './referral.queries.ts'
import { type Blocked, offeredActions, type ReferralAction, type ReferralFacts, type Side } from './referral.ts'
import { PAGE_SLUG } from './referral-draft.view.tsx'

/** A button, with why it cannot be pressed now. */
type Item = {
  id: ReferralAction | 'call' | 'noShow' | 'move' | 'step'
  words: string
  href: string
  blocked?: Blocked | undefined
}

/** What matters most in this state is the strong button. */
const FIRST: readonly Item['id'][] = [
  'step',
  'note-visit',
  'send',
  'edit',
  'call',
  'take-in',
  'move',
  'queue',
  'reopen',
]

const hrefOf = (id: string, action: ReferralAction): string => {
  if (action === 'edit') return paths.referralDraft(id, PAGE_SLUG.why)
  if (action === 'send') return paths.referralDraft(id, PAGE_SLUG.send)
  return action === 'take-in' ? paths.intake(id) : paths.referralAction(id, action)
}

/** What the button says, which for some differs with the state. */
function wordsFor(lang: Lang, facts: ReferralFacts, action: ReferralAction): string {
  const t = referralTexts(lang)
  if (action === 'plan-visit' && facts.state === 'study_visit') return t('action.plan-visit.again')
  if (action === 'decline' && facts.state === 'accepted') return t('action.decline.queue')
  if (action === 'withdraw' && facts.state === 'draft') return t('action.withdraw.draft')
  if (action === 'reopen' && facts.state === 'redirected') return t('action.reopen.redirected')
  return t(`action.${action}`)
}

/** Done by a press, without a page of its own. */
const AT_ONCE: readonly ReferralAction[] = ['reopen']

/** Calling and moving somebody who stands in the team's queue. */
function queueItems({ lang, today, inQueue }: Pick<ReferralActionsProps, 'lang' | 'today' | 'inQueue'>): Item[] {
  if (!inQueue) return []
  const t = queueTexts(lang)
  const { queueEntryId: id, intakePlannedOn: called, alone } = inQueue
  const due = called !== null && called <= today
  return [
    { id: 'call', words: t(called === null ? 'plan.referral' : 'planAgain'), href: paths.queueAction(id, 'kalla') },
    ...(due ? [{ id: 'noShow' as const, words: t('noShow'), href: paths.queueAction(id, 'kom-inte') }] : []),
    ...(alone ? [] : [{ id: 'move' as const, words: t('move.referral'), href: paths.queueAction(id, 'flytta') }]),
  ]
}

export type ReferralActionsProps = {
  lang: Lang
  today: CalendarDay
  referral: Referral
  sides: readonly Side[]
  keys: FormKeys
  /** Where the person stands in the viewer's own queue. */
  inQueue: InQueue | undefined
}

/** What can be pressed, the strongest first. */
function itemsOf(props: ReferralActionsProps): { items: Item[]; first: Item | undefined } {
  const { lang, today, referral, sides, inQueue } = props
  const { referralId, facts, person } = referral
  const ahead = referral.studyVisitOn !== null && referral.studyVisitOn > today
  // Received by opening it; and what is over needs no button that says so.
  const offered = offeredActions(facts, sides).filter(
    ({ action, blocked }) =>
      action !== 'receive' && blocked !== 'takenIn' && blocked !== 'visitNoted' && blocked !== 'continued',
  )
  const own = offered.map(({ action, blocked }): Item => {
    const words =
      action === 'note-visit' && ahead ? referralTexts(lang)('action.note-visit.ahead') : wordsFor(lang, facts, action)
    return { id: action, words, href: hrefOf(referralId, action), blocked }
  })
  const carried = sides.includes('receiver') && facts.takenInOn !== null && person?.threadState === 'active'
  const step: Item[] =
    carried && person.teamUnitId === referral.toUnitId
      ? [{ id: 'step', words: threadTexts(lang)('next.decide'), href: paths.stepNew(referral.threadId) }]
      : []
  const some = [
    ...step,
    ...own.filter((one) => one.id === 'take-in'),
    ...queueItems(props),
    ...own.filter((one) => one.id !== 'take-in'),
  ]
  const all = [...some.filter((one) => !one.blocked), ...some.filter((one) => one.blocked)]
  const strong = FIRST.filter(
    (id) => !(id === 'note-visit' && ahead) && !(id === 'call' && inQueue && inQueue.intakePlannedOn !== null),
  )
  const first = strong.map((id) => all.find((one) => one.id === id && !one.blocked)).find((one) => one !== undefined)
  return { items: first ? [first, ...all.filter((one) => one !== first)] : all, first }
}

/** Buttons for what the viewer may do; one that cannot be pressed now says why. Nothing where there is nothing to do. */
export const ReferralActions = (props: ReferralActionsProps) => {
  const { lang, referral, keys } = props
  const { items, first } = itemsOf(props)
  if (items.length === 0) return null
  const t = referralTexts(lang)
  return (
    <Card title={t('actions')} id="gor">
      <ul class="referral-actions">
        {items.map((item) => {
          const variant = item === first ? 'primary' : 'secondary'
          const { id, words, blocked } = item
          return (
            <li>
              {AT_ONCE.some((one) => one === id) && !blocked ? (
                <Form
                  action={paths.referralAction(referral.referralId, id)}
                  hidden={{ _token: keys.token, _key: keys.key }}
                >
                  <Button variant={variant}>{words}</Button>
                </Form>
              ) : (
                <Button variant={variant} href={item.href} disabledReason={blocked && t(`blocked.${blocked}`)}>
                  {words}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
