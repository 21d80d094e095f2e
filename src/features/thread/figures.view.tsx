import type { Lang } from '../../platform/i18n/lang.ts'
import { Table } from '../../ui/table.tsx'
import type { TeamFigures } from './figures.queries.ts'
import { standingWord } from './standing.view.tsx'
import { todayTexts } from './texts/today.ts'

/** The teams in figures that identify no one. */
export function FiguresTable({ teams, lang }: { teams: readonly TeamFigures[]; lang: Lang }) {
  const t = todayTexts(lang)
  const count = (value: number | null) => (value === null ? t('figures.few') : <bdi>{value}</bdi>)
  return (
    <Table
      caption={t('figures')}
      captionHidden
      rows={teams}
      empty={t('figures.empty')}
      columns={[
        {
          heading: t('figures.team'),
          header: true,
          cell: (team) => (
            <>
              <bdi>{team.name}</bdi>
              {team.wayOfWorking && <span class="soft figures-way">{t(`way.${team.wayOfWorking}`)}</span>}
            </>
          ),
        },
        { heading: standingWord(lang, 'queued'), align: 'end', cell: (team) => count(team.queued) },
        {
          heading: standingWord(lang, 'takenIn'),
          align: 'end',
          cell: (team) => (
            <>
              {count(team.active)}{' '}
              {team.capacity !== null && <span class="soft">{t('figures.places', { capacity: team.capacity })}</span>}
            </>
          ),
        },
        { heading: t('figures.begun'), align: 'end', cell: (team) => count(team.begunYear) },
        { heading: t('figures.ended'), align: 'end', cell: (team) => count(team.endedYear) },
        {
          heading: t('figures.work'),
          align: 'end',
          cell: (team) =>
            team.toWorkOrStudies === null && team.endedYear !== null
              ? t('figures.hidden')
              : count(team.toWorkOrStudies),
        },
        {
          heading: t('figures.wait'),
          align: 'end',
          cell: (team) =>
            team.medianWaitDays === null ? t('figures.unknown') : t('figures.days', { days: team.medianWaitDays }),
        },
      ]}
    />
  )
}
