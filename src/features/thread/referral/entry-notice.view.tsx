import { paths } from '../../../paths.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi, PlainText } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Entry } from '../../map/public.ts'
import { newcomerTexts } from '../texts/newcomer.ts'

/** While a referral is written: what it is for, and what the receiver needs to know. */
export const EntryNotice = ({ lang, entry }: { lang: Lang; entry: Entry }) => {
  const t = newcomerTexts(lang)
  return (
    <Notice
      tone="info"
      title={t.parts('entry.title', {
        name: (
          <a href={paths.mapEntry(entry.entryId)}>
            <Bdi>{entry.name}</Bdi>
          </a>
        ),
      })}
    >
      {entry.intakeUnitId === null && <p>{t('entry.byTeam')}</p>}
      {entry.receiverNeeds && (
        <>
          <p>
            <strong>{t('entry.needs')}</strong>
          </p>
          <PlainText>{entry.receiverNeeds}</PlainText>
        </>
      )}
      {entry.conditions && (
        <>
          <p>
            <strong>{t('entry.conditions')}</strong>
          </p>
          <PlainText>{entry.conditions}</PlainText>
        </>
      )}
      {!entry.receiverNeeds && !entry.conditions && <p>{t('entry.nothing')}</p>}
    </Notice>
  )
}
