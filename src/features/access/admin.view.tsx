import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { PageHeading } from '../../ui/heading.tsx'
import { Notice, Tag } from '../../ui/status.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { type Period, roleState } from './role.ts'
import type { PageContent } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { hasRole, type Viewer } from './viewer.ts'

/** Who administers accounts, and who may see what was changed. */
export const ADMIN = ['administrator'] as const
export const OVERSIGHT = ['administrator', 'log_reviewer'] as const

export type AdminTab = 'people' | 'invitations' | 'units' | 'authorities' | 'events' | 'log'

const HREF: Record<AdminTab, string> = {
  people: paths.admin,
  invitations: paths.adminInvitations,
  units: paths.adminUnits,
  authorities: paths.adminAuthorities,
  events: paths.adminEvents,
  log: paths.logReview,
}

const DONE = ['given', 'ended', 'closed', 'opened', 'withdrawn', 'saved'] as const

/** A list of the administration, under its tabs. `done` is what the address says was just done. */
export function adminPage(parts: {
  lang: Lang
  viewer: Viewer
  tab: AdminTab
  lead?: string
  actions?: Child
  done?: string | undefined
  body: Child
}): PageContent {
  const { lang, viewer, tab, lead, actions, done, body } = parts
  const t = adminTexts(lang)
  const tabs = (Object.keys(HREF) as AdminTab[]).filter(
    (one) => one === 'events' || one === 'log' || hasRole(viewer, 'administrator'),
  )
  const said = DONE.find((one) => one === done)
  return {
    title: `${t(`tab.${tab}`)} – ${t('title')}`,
    section: 'admin',
    wide: true,
    body: (
      <>
        <Tabs
          label={t('tabs')}
          items={tabs.map((one) => ({ href: HREF[one], text: t(`tab.${one}`), current: one === tab }))}
        />
        {said && (
          <Notice tone="ok" live="status">
            <p>{t(`done.${said}`)}</p>
          </Notice>
        )}
        <PageHeading title={t(`tab.${tab}`)} lead={lead} actions={actions} />
        {body}
      </>
    ),
  }
}

/** What was just done, on a page of its own. */
export function DoneNotice({ lang, done }: { lang: Lang; done: string | undefined }) {
  const said = DONE.find((one) => one === done)
  return said ? (
    <Notice tone="ok" live="status">
      <p>{adminTexts(lang)(`done.${said}`)}</p>
    </Notice>
  ) : null
}

/** From–until of a role in words, by how it stands today. */
export function PeriodText({ lang, period, today }: { lang: Lang; period: Period; today: CalendarDay }) {
  const t = adminTexts(lang)
  const day = (on: CalendarDay) => <bdi class="nowrap">{formatDay(lang, on)}</bdi>
  const state = roleState(period, today)
  if (state === 'never') return <>{t('period.never')}</>
  const values = { from: day(period.from), until: period.until ? day(period.until) : '' }
  if (state === 'coming') return <>{t.parts(period.until ? 'period.comingTo' : 'period.coming', values)}</>
  return <>{t.parts(period.until ? 'period.fromTo' : 'period.since', values)}</>
}

export const AccountTag = ({ lang, active }: { lang: Lang; active: boolean }) => {
  const t = adminTexts(lang)
  return active ? <Tag tone="ok">{t('account.open')}</Tag> : <Tag tone="attention">{t('account.closed')}</Tag>
}
