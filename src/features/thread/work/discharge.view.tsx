import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { DescriptionList } from '../../../ui/facts.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { dischargeTexts } from '../texts/discharge.ts'
import type { Rights } from '../thread.access.ts'
import type { Discharge } from './discharge.ts'
import { WorkButton } from './work-button.view.tsx'

export type DischargeSectionProps = {
  lang: Lang
  thread: { threadId: string; state: ThreadState }
  discharges: readonly Discharge[]
  rights: Rights
}

const Facts = ({ lang, discharge }: { lang: Lang; discharge: Discharge }) => {
  const t = dischargeTexts(lang)
  const free = (text: string) => (
    <span class="plain-text" dir="auto">
      {text}
    </span>
  )
  const items = [
    { term: t('on'), description: <Bdi>{formatDay(lang, discharge.onDay)}</Bdi> },
    { term: t('to'), description: t(`destination.${discharge.destination}`) },
    { term: t('because'), description: t(`reason.${discharge.reason}`) },
    discharge.closingTalkOn
      ? { term: t('talk'), description: <Bdi>{formatDay(lang, discharge.closingTalkOn)}</Bdi> }
      : { term: t('noTalk'), description: free(discharge.noTalkReason || '–') },
    ...(discharge.comment ? [{ term: t('comment'), description: free(discharge.comment) }] : []),
    ...(discharge.reopenedOn
      ? [{ term: t('reopened'), description: <Bdi>{formatDay(lang, discharge.reopenedOn)}</Bdi> }]
      : []),
    ...(discharge.reopenReason ? [{ term: t('reopened.why'), description: free(discharge.reopenReason) }] : []),
  ]
  return <DescriptionList layout="stack" items={items} />
}

/** How the thread ended and where it led; the way to end it, and to take it up again. */
export const DischargeSection = ({ lang, thread, discharges, rights }: DischargeSectionProps) => {
  const t = dischargeTexts(lang)
  const ended = thread.state === 'discharged'
  const last = ended ? discharges.find((one) => one.reopenedOn === null) : undefined
  const before = discharges.filter((one) => one !== last)
  const mayEnd = !ended && rights.discharge !== 'not-yours'
  if (!last && before.length === 0 && !mayEnd && rights.reopen !== 'yes') return null
  return (
    <Card title={t('title')} id="avslut">
      {last && <Facts lang={lang} discharge={last} />}
      {ended && rights.reopen === 'yes' && (
        <>
          <p class="soft">{t('reopen.hint')}</p>
          <WorkButton lang={lang} right="yes" state={thread.state} href={paths.reopen(thread.threadId)}>
            {t('reopen')}
          </WorkButton>
        </>
      )}
      {mayEnd && (
        <>
          <p class="soft">{t('end.hint')}</p>
          <WorkButton lang={lang} right={rights.discharge} state={thread.state} href={paths.discharge(thread.threadId)}>
            {t('end')}
          </WorkButton>
        </>
      )}
      {before.length > 0 && (
        <Details summary={t('before', { count: before.length })} variant="plain">
          <ul class="link-list">
            {before.map((discharge) => (
              <li>
                <Facts lang={lang} discharge={discharge} />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Card>
  )
}
