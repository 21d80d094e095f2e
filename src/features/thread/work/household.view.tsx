import { paths } from '../../../paths.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import type { ThreadState } from '../participant.queries.ts'
import { householdTexts } from '../texts/household.ts'
import type { Rights } from '../thread.access.ts'
import { ageThisYear, householdPicture, MEMBER_ACTIONS, type Member, stateOf } from './household.ts'
import { WorkButton } from './work-button.view.tsx'

export type HouseholdSectionProps = {
  lang: Lang
  today: CalendarDay
  thread: { threadId: string; state: ThreadState }
  household: readonly Member[]
  rights: Rights
}

/** "Fyller 9 år i år" */
const age = (lang: Lang, birthYear: number, today: CalendarDay): string => {
  const years = ageThisYear(birthYear, today)
  const t = householdTexts(lang)
  return years === 0 ? t('bornThisYear') : t('turns', { years })
}

const MemberRow = ({
  lang,
  today,
  thread,
  rights,
  member,
}: Omit<HouseholdSectionProps, 'household'> & { member: Member }) => {
  const t = householdTexts(lang)
  const href = { change: paths.householdChange, end: paths.householdEnd }
  const actions = rights.household === 'yes' && member.mine ? MEMBER_ACTIONS[stateOf(member)] : []
  return (
    <li class="work-row">
      <div class="work-row-main">
        <p class="work-row-title">
          <Bdi>{member.label}</Bdi>
        </p>
        <p class="meta meta-list">
          <span>{t(`kind.${member.kind}`)}</span>
          {member.relation && (
            <span>
              <Bdi>{member.relation}</Bdi>
            </span>
          )}
          {member.birthYear !== null && <span>{age(lang, member.birthYear, today)}</span>}
          <span>{t(`lives.${member.livesHere}`)}</span>
          {member.hasSupport && <span>{t('support')}</span>}
          {member.untilOn && <span>{t.parts('until', { date: <Bdi>{formatDay(lang, member.untilOn)}</Bdi> })}</span>}
          {member.toldBy === 'authority' && <span>{t('told.authority')}</span>}
        </p>
      </div>
      {actions.length > 0 && (
        <Actions>
          {actions.map((action) => (
            <Button size="small" variant="tertiary" href={href[action](thread.threadId, member.memberId)}>
              {t(`action.${action}`)}
              <span class="vh"> – {member.label}</span>
            </Button>
          ))}
        </Actions>
      )}
    </li>
  )
}

/** The household as a whole: how many children of what ages, which other adults. */
export const HouseholdSection = (props: HouseholdSectionProps) => {
  const { lang, today, thread, household, rights } = props
  const t = householdTexts(lang)
  const { children, ages, adults } = householdPicture(household, today)
  const ended = household.filter((member) => stateOf(member) === 'ended')
  const now = household.filter((member) => stateOf(member) === 'now')
  return (
    <Card
      title={t('title')}
      id="hushall"
      actions={
        <WorkButton
          lang={lang}
          right={rights.household}
          state={thread.state}
          href={paths.householdNew(thread.threadId)}
          icon="plus"
        >
          {t('add')}
        </WorkButton>
      }
    >
      {now.length === 0 ? (
        <p class="soft">{t('none')}</p>
      ) : (
        <>
          <p>
            {t('picture', { children, adults })}
            {ages.length > 0 && ` ${t('ages', { count: ages.length, ages: formatList(lang, ages.map(String)) })}`}
          </p>
          <ul class="work-list">
            {now.map((member) => (
              <MemberRow {...props} member={member} />
            ))}
          </ul>
        </>
      )}
      {ended.length > 0 && (
        <Details summary={t('before', { count: ended.length })} variant="plain">
          <ul class="work-list">
            {ended.map((member) => (
              <MemberRow {...props} member={member} />
            ))}
          </ul>
        </Details>
      )}
    </Card>
  )
}
