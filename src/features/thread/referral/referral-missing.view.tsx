import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Notice } from '../../../ui/status.tsx'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import type { MissingPart } from './referral.ts'
import { PAGE_SLUG } from './referral-draft.view.tsx'

const FIX = { reason: 'why', toUnitId: 'where' } as const

/** What a draft still lacks to be sent, each as the way to its field. */
export const MissingNotice = ({
  lang,
  referralId,
  missing,
}: {
  lang: Lang
  referralId: string
  missing: readonly MissingPart[]
}) => {
  const t = referralDraftTexts(lang)
  if (missing.length === 0) return null
  return (
    <Notice tone="attention" title={t('missing')}>
      <ul>
        {missing.map((part) => (
          <li>
            <a href={`${paths.referralDraft(referralId, PAGE_SLUG[FIX[part]])}#f-${part}`}>{t(`missing.${part}`)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
