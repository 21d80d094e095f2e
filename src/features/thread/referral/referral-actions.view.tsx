import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Form } from '../../../ui/form.tsx'
import type { FormKeys } from '../../access/public.ts'
import { referralTexts } from '../texts/referral.ts'
import { type Blocked, offeredActions, type ReferralAction, type ReferralFacts, type Side } from './referral.ts'
import { PAGE_SLUG } from './referral-draft.view.tsx'

type Offered = { action: ReferralAction; blocked: Blocked | undefined }

/** What matters most in this state is the strong button. */
const FIRST: readonly ReferralAction[] = ['note-visit', 'send', 'edit', 'take-in', 'queue', 'reopen']

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

/** Buttons for what the viewer may do; one that cannot be pressed now says why. */
export const ReferralActions = ({
  lang,
  referralId,
  facts,
  sides,
  keys,
}: {
  lang: Lang
  referralId: string
  facts: ReferralFacts
  sides: readonly Side[]
  keys: FormKeys
}) => {
  const t = referralTexts(lang)
  // Received by opening it; and what is over needs no button that says so.
  const offered: Offered[] = offeredActions(facts, sides).filter(
    ({ action, blocked }) =>
      action !== 'receive' && blocked !== 'takenIn' && blocked !== 'visitNoted' && blocked !== 'continued',
  )
  const first = FIRST.find((action) => offered.some((one) => one.action === action && !one.blocked))
  return (
    <Card title={t('actions')}>
      {offered.length === 0 ? (
        <p>{t('actions.none')}</p>
      ) : (
        <ul class="referral-actions">
          {offered.map(({ action, blocked }) => {
            const variant = action === first ? 'primary' : 'secondary'
            const reason = blocked && t(`blocked.${blocked}`)
            const words = wordsFor(lang, facts, action)
            return (
              <li>
                {AT_ONCE.includes(action) && !blocked ? (
                  <Form
                    action={paths.referralAction(referralId, action)}
                    hidden={{ _token: keys.token, _key: keys.key }}
                  >
                    <Button variant={variant}>{words}</Button>
                  </Form>
                ) : (
                  <Button variant={variant} href={hrefOf(referralId, action)} disabledReason={reason}>
                    {words}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
