import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { type CalendarDay, dayAt } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice, Tag, type Tone } from '../../../ui/status.tsx'
import { type Disclosed, daysLeft, disclosureState, lapsesSoon } from '../../access/public.ts'
import type { ThreadState } from '../participant.queries.ts'
import { sharingTexts } from '../texts/sharing.ts'
import type { Rights } from '../thread.access.ts'
import { WorkButton } from '../work/work-button.view.tsx'
import { categoryWords, ReceiverName } from './sharing-words.view.tsx'

export type SharingProps = {
  lang: Lang
  today: CalendarDay
  thread: { threadId: string; state: ThreadState }
  disclosures: readonly Disclosed[]
  rights: Rights
  /** On the page that is only about this: without the ways to it. */
  whole?: boolean
}

const TONE: Record<ReturnType<typeof disclosureState>, Tone> = {
  open: 'ok',
  upcoming: 'info',
  lapsed: 'neutral',
  withdrawn: 'neutral',
}

const standing = (one: Disclosed, today: CalendarDay): boolean =>
  ['open', 'upcoming'].includes(disclosureState(one, today))

const Ending = ({ lang, today, disclosure: one }: { lang: Lang; today: CalendarDay; disclosure: Disclosed }) => {
  const t = sharingTexts(lang)
  const state = disclosureState(one, today)
  if (state === 'withdrawn' && one.withdrawnAt)
    return (
      <span>
        {t('state.withdrawn')} <Bdi>{formatDay(lang, dayAt(one.withdrawnAt))}</Bdi>
      </span>
    )
  const until = t.parts('untilDate', { date: <Bdi>{formatDay(lang, one.validUntil)}</Bdi> })
  if (state === 'upcoming')
    return (
      <span>
        {t.parts('from', { date: <Bdi>{formatDay(lang, one.validFrom)}</Bdi> })} {until}
      </span>
    )
  return <span>{until}</span>
}

const Row = ({
  lang,
  today,
  thread,
  rights,
  disclosure: one,
}: Omit<SharingProps, 'disclosures'> & { disclosure: Disclosed }) => {
  const t = sharingTexts(lang)
  const state = disclosureState(one, today)
  const by = { name: <Bdi>{one.decidedBy}</Bdi>, date: <Bdi>{formatDay(lang, dayAt(one.decidedAt))}</Bdi> }
  const name = <span class="vh"> – {one.toUnit ?? one.toAuthority}</span>
  return (
    <li class="work-row">
      <div class="work-row-main">
        <p class="work-row-title">
          <ReceiverName lang={lang} to={one} />
        </p>
        <p>
          {t('sees')}: {categoryWords(lang, one.categories)}
        </p>
        <p class="meta meta-list">
          <span>{t(one.ground)}</span>
          <Ending lang={lang} today={today} disclosure={one} />
          <span>{t.parts(one.consentId ? 'takenBy' : 'decidedBy', by)}</span>
          <span>{t.parts('fromWhom', { authority: <Bdi>{one.fromAuthority}</Bdi> })}</span>
        </p>
        {one.groundDetail && (
          <p class="plain-text soft" dir="auto">
            {one.groundDetail}
          </p>
        )}
        {lapsesSoon(one, today) ? (
          <Tag tone="attention">{t('left', { days: daysLeft(one, today) })}</Tag>
        ) : (
          state !== 'open' && <Tag tone={TONE[state]}>{t(`state.${state}`)}</Tag>
        )}
      </div>
      <Actions>
        {one.consentId && one.consentSeen && rights.withdraw === 'yes' && (
          <Button size="small" variant="tertiary" icon="print" href={paths.consent(thread.threadId, one.consentId)}>
            {t('paper')}
            {name}
          </Button>
        )}
        {standing(one, today) && rights.withdraw === 'yes' && (one.consentId ? one.consentSeen : one.endable) && (
          <Button
            size="small"
            variant="secondary"
            href={
              one.consentId
                ? paths.consentWithdraw(thread.threadId, one.consentId)
                : paths.disclosureEnd(thread.threadId, one.disclosureId)
            }
          >
            {t(one.consentId ? 'withdraw' : 'end')}
            {name}
          </Button>
        )}
      </Actions>
    </li>
  )
}

const SharingList = ({ disclosures, ...on }: SharingProps) => (
  <ul class="work-list">
    {disclosures.map((one) => (
      <Row {...on} disclosure={one} />
    ))}
  </ul>
)

/** Nothing is opened: said, since it is the rule and not a lack. */
const NothingShared = ({ lang }: { lang: Lang }) => {
  const t = sharingTexts(lang)
  return (
    <>
      <p>
        <strong>{t('none')}</strong>
      </p>
      <p class="soft">{t('none.text')}</p>
    </>
  )
}

/** Who may see what, on the page of the thread: what stands now, and what stood before, folded. */
export const DisclosureSection = (props: SharingProps) => {
  const { lang, today, thread, disclosures, rights, whole } = props
  const t = sharingTexts(lang)
  const now = disclosures.filter((one) => standing(one, today))
  const before = disclosures.filter((one) => !standing(one, today))
  return (
    <Card
      title={whole ? t('now') : t('title')}
      id="vem-far-se"
      actions={
        <WorkButton
          lang={lang}
          right={rights.consent}
          state={thread.state}
          href={paths.consentLanguage(thread.threadId)}
          icon="plus"
        >
          {t('take')}
        </WorkButton>
      }
    >
      {disclosures.length === 0 && thread.state === 'active' && rights.discharge === 'yes' && (
        <Notice tone="attention" title={t('talk')}>
          <p>{t('talk.text')}</p>
        </Notice>
      )}
      {now.length === 0 ? <NothingShared lang={lang} /> : <SharingList {...props} disclosures={now} />}
      {before.length > 0 && (
        <Details summary={t('before.count', { count: before.length })} variant="plain">
          <SharingList {...props} disclosures={before} />
        </Details>
      )}
      {rights.disclose === 'yes' && !whole && (
        <ul class="link-list no-print">
          <li>
            <a href={paths.sharing(thread.threadId)}>{t('all')}</a>
          </li>
          <li>
            <a href={paths.reads(thread.threadId)}>{t('reads')}</a>
          </li>
        </ul>
      )}
    </Card>
  )
}
