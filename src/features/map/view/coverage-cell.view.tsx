import { paths } from '../../../paths.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Card } from '../../../ui/card.tsx'
import { Notice } from '../../../ui/status.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { agesStated } from '../entry-age.ts'
import { reachesArea } from '../entry-reach.ts'
import { type Figure, figureOf, type Measured, type Measures } from '../measure.ts'
import { areasOf } from '../place.ts'
import { codeTexts } from '../texts/code.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { viewTexts } from '../texts/view.ts'
import { type Cell, stateOf } from './coverage.ts'
import { alikeWords } from './coverage-list.view.tsx'
import { type Room, roomOf } from './coverage-room.ts'
import { gapWords, runsWords } from './coverage-words.ts'
import type { DrawnEntry } from './drawn-entry.ts'
import { doublesIn, overlapsOf } from './overlap.ts'
import { EntryLinks, type ViewFrame } from './view-frame.view.tsx'
import { agesWords, ownerWords } from './view-words.ts'

type FullCell = Cell<DrawnEntry> & { near: Record<'age' | 'need' | 'area', DrawnEntry[]> }

const sourceWords = (lang: Lang, figure: Figure): string => {
  const t = coverageTexts(lang)
  return figure.source === 'measured' ? t('room.measured') : t('room.stated', { date: formatDay(lang, figure.on) })
}

function RoomCell({ entry, measures, lang }: { entry: DrawnEntry; measures: Measures; lang: Lang }) {
  const t = coverageTexts(lang)
  const figure = (what: Measured) => figureOf(entry, what, measures)
  const [free, capacity] = [figure('freePlaces'), figure('capacity')]
  const known = free ?? capacity
  if (!known) return <span class="soft">{t('room.unknown')}</span>
  return (
    <>
      {free && t('room.free', { count: free.value })} {free && capacity && t('room.of', { count: capacity.value })}
      {!free && capacity && t('room.places', { count: capacity.value })}
      <span class="soft cell-line">{sourceWords(lang, known)}</span>
    </>
  )
}

function QueueCell({ entry, measures, lang }: { entry: DrawnEntry; measures: Measures; lang: Lang }) {
  const t = coverageTexts(lang)
  const [queued, wait] = [figureOf(entry, 'queued', measures), figureOf(entry, 'waitingDays', measures)]
  const known = queued ?? wait
  if (!known) return <span class="soft">{t('room.unknown')}</span>
  return (
    <>
      {formatList(
        lang,
        [queued && t('room.queue', { count: queued.value }), wait && t('room.wait', { count: wait.value })].filter(
          (one) => one !== undefined,
        ),
      )}
      <span class="soft cell-line">{sourceWords(lang, known)}</span>
    </>
  )
}

const nameOf = (entry: DrawnEntry) => (
  <a href={paths.mapEntry(entry.entryId)}>
    <bdi>{entry.name}</bdi>
  </a>
)

function columnsOf({ lang, bodies }: ViewFrame, measures: Measures): Record<string, Column<DrawnEntry>> {
  const [t, code] = [coverageTexts(lang), codeTexts(lang)]
  const list = (all: readonly string[]) => (all.length > 0 ? formatList(lang, all) : '–')
  return {
    name: { heading: t('col.name'), header: true, cell: nameOf },
    owner: { heading: t('col.owner'), cell: (one) => <bdi>{ownerWords(lang, bodies, one.authorityId)}</bdi> },
    ages: { heading: t('col.ages'), cell: (one) => agesWords(lang, one) },
    need: {
      heading: t('col.need'),
      cell: (one) => list(one.needLevels.map((need) => viewTexts(lang)(`need.${need}`))),
    },
    where: { heading: t('col.where'), cell: (one) => <bdi>{list(areasOf(one.places))}</bdi> },
    target: {
      heading: t('col.target'),
      cell: (one) => list(one.targetGroups.map((target) => code(`target.${target}`))),
    },
    room: { heading: t('col.room'), cell: (one) => <RoomCell entry={one} measures={measures} lang={lang} /> },
    queue: { heading: t('col.queue'), cell: (one) => <QueueCell entry={one} measures={measures} lang={lang} /> },
    status: { heading: t('col.status'), cell: (one) => code(`status.${one.status}`) },
  }
}

/** What an entry would have to say to be counted here. */
function missingWords(lang: Lang, cell: FullCell, entry: DrawnEntry): string {
  const t = coverageTexts(lang)
  const missing = [
    !agesStated(entry) && t('missing.age'),
    entry.needLevels.length === 0 && t('missing.need'),
    cell.area !== '' && reachesArea(entry, cell.area) === 'unsure' && t('missing.area'),
  ].filter((one) => one !== false)
  return missing.length > 0 ? formatList(lang, missing) : t('missing.filter')
}

function Verdict({ cell, room, doubles, lang }: { cell: FullCell; room: Room; doubles: number; lang: Lang }) {
  const t = coverageTexts(lang)
  const state = stateOf(cell)
  const whole = { from: cell.ages.from, to: cell.ages.to, needs: [cell.need], areas: [cell.area], everywhere: false }
  const known = (sum: Room['free']) =>
    t('room.known', { count: sum.of === 0 ? 0 : sum.value, of: sum.of, entries: room.entries })
  return (
    <Notice tone={state === 'gap' ? 'danger' : state === 'partly' || room.full ? 'attention' : 'info'}>
      <p>
        <strong>
          {state === 'gap'
            ? gapWords(lang, whole)
            : t(`cell.lead.${state}`, { count: cell.takes.length, missing: runsWords(lang, cell.missing) })}
        </strong>
        {doubles > 0 && ` ${t('cell.lead.doubles', { count: doubles })}`}
        {room.full && ` ${t('cell.lead.full')}`}
      </p>
      {cell.takes.length > 0 && (
        <p>
          {room.free.of > 0 || room.queued.of > 0
            ? t('room.sum', { free: known(room.free), queued: known(room.queued) })
            : `${t('col.room')}: ${t('room.unknown').toLocaleLowerCase(lang)}`}
        </p>
      )}
    </Notice>
  )
}

/** Why a cell is as it is: who takes them, who does the same, who might, and who is close. */
export function CellReasons({ cell, measures, frame }: { cell: FullCell; measures: Measures; frame: ViewFrame }) {
  const { lang } = frame
  const t = coverageTexts(lang)
  const col = columnsOf(frame, measures)
  const pick = (...names: string[]) => names.map((name) => col[name]!)
  const overlaps = overlapsOf(cell)
  const nears = (['age', 'need', 'area'] as const).filter((what) => cell.near[what].length > 0)
  return (
    <>
      <Verdict cell={cell} room={roomOf(cell.takes, measures)} doubles={doublesIn(cell).size} lang={lang} />
      {cell.takes.length > 0 && (
        <Card title={t('cell.takes')}>
          <Table
            caption={t('cell.takes')}
            captionHidden
            rows={cell.takes}
            empty=""
            columns={pick('name', 'owner', 'ages', 'target', 'room', 'queue')}
          />
        </Card>
      )}
      {overlaps.length > 0 && (
        <Card title={t('cell.similar')}>
          <ul class="map-alike">
            {overlaps.map(({ alike, entries }) => (
              <li>
                <strong>
                  {t.parts(`overlap.${alike.kind}`, {
                    count: entries.length,
                    what: <bdi>{alikeWords(lang, alike)}</bdi>,
                  })}
                </strong>
                <EntryLinks lang={lang} entries={entries} most={20} />
              </li>
            ))}
          </ul>
          <p class="soft">{t('overlaps.rule')}</p>
        </Card>
      )}
      {cell.notNow.length > 0 && (
        <Card title={t('cell.notNow')}>
          <Table
            caption={t('cell.notNow')}
            captionHidden
            rows={cell.notNow}
            empty=""
            columns={pick('name', 'owner', 'ages', 'status')}
          />
        </Card>
      )}
      {cell.unsure.length > 0 && (
        <Card title={t('cell.unsure')}>
          <p>{t('cell.unsure.text')}</p>
          <Table
            caption={t('cell.unsure')}
            captionHidden
            rows={cell.unsure}
            empty=""
            columns={[
              ...pick('name', 'owner'),
              { heading: t('col.missing'), cell: (entry: DrawnEntry) => missingWords(lang, cell, entry) },
            ]}
          />
        </Card>
      )}
      {nears.length > 0 && (
        <Card title={t('cell.near')}>
          <p>{t('cell.near.text')}</p>
          {nears.map((what) => (
            <Table
              caption={t(`cell.near.${what}`)}
              rows={cell.near[what].slice(0, 20)}
              empty=""
              columns={pick('name', 'owner', what === 'age' ? 'ages' : what === 'need' ? 'need' : 'where')}
            />
          ))}
        </Card>
      )}
    </>
  )
}
