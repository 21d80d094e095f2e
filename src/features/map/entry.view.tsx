import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { commaOf, formatDay, formatList } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { languageName } from '../../platform/i18n/language-names.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Card } from '../../ui/card.tsx'
import { DescriptionList } from '../../ui/facts.tsx'
import { Bdi, PlainText } from '../../ui/inline.tsx'
import { Phone } from '../../ui/phone.tsx'
import { Tag } from '../../ui/status.tsx'
import type { Duration, Entry } from './entry.ts'
import { Ages, Cost, codeList, DurationText, OpeningText, Source } from './entry-words.view.tsx'
import { type Figure, figureOf, type Measures, type Running } from './measure.ts'
import { entryTexts } from './texts/entry.ts'

type Given = {
  lang: Lang
  entry: Entry
  today: CalendarDay
  measures: Measures
  running: Running
  provider?: Entry | undefined
}

const canRefer = ({ intakeUnitId, waysIn }: Entry): boolean => intakeUnitId !== null || waysIn.includes('referral')

/** Is there room: free places first, then the queue and the wait, each with where it comes from. */
export function RoomCard({ lang, entry, today, measures, running: { running } }: Given) {
  const t = entryTexts(lang)
  const [places, free, queued, waiting] = (['capacity', 'freePlaces', 'queued', 'waitingDays'] as const).map((what) =>
    figureOf(entry, what, measures),
  )
  const lines: { text: Child; figure: Figure }[] = [
    ...(queued ? [{ text: t('room.queue', { count: queued.value }), figure: queued }] : []),
    ...(waiting ? [{ text: t('room.waiting', { count: waiting.value }), figure: waiting }] : []),
  ]
  const first = free ?? places
  return (
    <Card title={t('decide.room')} tone="first" titleStyle="quiet">
      {first ? (
        <>
          <p class="big">
            {free ? (
              <>
                {free.value > 0 ? t('room.free', { count: free.value }) : t('room.full')}
                {places && free.value > 0 && <span class="soft"> {t('room.of', { places: places.value })}</span>}
              </>
            ) : (
              t('room.places', { count: places?.value ?? 0 })
            )}
          </p>
          <p class="soft">
            <Source lang={lang} figure={first} today={today} />
          </p>
        </>
      ) : (
        lines.length === 0 && (
          <>
            <p class="big">{t('room.unknown')}</p>
            <p class="soft">{t(canRefer(entry) ? 'room.call' : 'room.ask')}</p>
          </>
        )
      )}
      {running !== null && running > 0 && (
        <p>
          {t('room.running', { count: running })} <span class="soft">({t('source.measured')})</span>
        </p>
      )}
      {lines.map(({ text, figure }) => (
        <p>
          {text}{' '}
          {figure.source === 'stated' && (
            <span class="soft">
              (<Source lang={lang} figure={figure} today={today} />)
            </span>
          )}
        </p>
      ))}
    </Card>
  )
}

/** How one gets in, what the receiver needs, and the way into a referral where the viewer refers. */
export function ReferCard({ lang, entry, refers }: Given & { refers: boolean }) {
  const t = entryTexts(lang)
  return (
    <Card title={t('decide.refer')} titleStyle="quiet">
      {entry.waysIn.length > 0 && <p class="big">{codeList(lang, 'way', entry.waysIn)}</p>}
      {entry.howToRefer ? (
        <PlainText>{entry.howToRefer}</PlainText>
      ) : (
        entry.waysIn.length === 0 && <p>{t('refer.none')}</p>
      )}
      {entry.receiverNeeds && (
        <>
          <p>
            <strong>{t('refer.needs')}</strong>
          </p>
          <PlainText>{entry.receiverNeeds}</PlainText>
        </>
      )}
      {refers && canRefer(entry) && entry.status !== 'closed' && (
        <Actions>
          <Button href={paths.mapRefer(entry.entryId)} icon="arrow">
            {t('refer')}
          </Button>
        </Actions>
      )}
    </Card>
  )
}

const hasContact = ({ contact }: Entry): boolean => Boolean(contact.phone || contact.email || contact.name)

/** Whom to call: the entry's own contact, else its provider's. */
export function CallCard({ lang, entry, provider }: Given) {
  const t = entryTexts(lang)
  const own = hasContact(entry) || !provider || !hasContact(provider)
  const { name, phone, email, website } = (own ? entry : provider).contact
  return (
    <Card title={t('decide.call')} titleStyle="quiet">
      {name && (
        <p class="big">
          <Bdi>{name}</Bdi>
        </p>
      )}
      {!own && <p class="soft">{t('call.provider')}</p>}
      {phone && (
        <p>
          <Phone number={phone} />
        </p>
      )}
      {email && (
        <p class="breaks">
          <a href={`mailto:${email}`}>
            <Bdi>{email}</Bdi>
          </a>
        </p>
      )}
      {website && (
        <p>
          <a href={website} rel="noreferrer external">
            {t('website')}
          </a>
        </p>
      )}
      {!name && !phone && !email && <p>{t('call.none')}</p>}
    </Card>
  )
}

/** Days as people say them: weeks from two weeks on. */
const inWeeks = (days: number): Duration =>
  days < 14
    ? { from: days, to: days, unit: 'day' }
    : { from: Math.round(days / 7), to: Math.round(days / 7), unit: 'week' }

type Item = { term: Child; description: Child }
const item = (term: string, description: Child, there: unknown = description): Item[] =>
  there ? [{ term, description }] : []
const free = (text: string): Child => text && <span dir="auto">{text}</span>

/** For whom it is. */
export const forWhom = ({ lang, entry }: Given): Item[] => {
  const t = entryTexts(lang)
  return [
    { term: t('ages'), description: <Ages lang={lang} ages={entry} /> },
    ...item(t('groups'), codeList(lang, 'target', entry.targetGroups)),
    ...item(t('need'), codeList(lang, 'need', entry.needLevels)),
    ...item(t('distance'), codeList(lang, 'distance', entry.workDistances)),
    ...item(t('conditions'), free(entry.conditions), entry.conditions),
  ]
}

/** How it goes. */
export const howItWorks = ({ lang, entry, running: { medianDays } }: Given): Item[] => {
  const t = entryTexts(lang)
  return [
    ...item(t('method'), free(entry.method), entry.method),
    ...item(
      t('duration'),
      <>
        {entry.duration && <DurationText lang={lang} duration={entry.duration} />}
        {medianDays !== null && (
          <div class="soft">
            {t.parts('duration.measured', {
              time: <DurationText lang={lang} duration={inWeeks(medianDays)} />,
            })}
          </div>
        )}
      </>,
      entry.duration ?? medianDays,
    ),
    ...item(t('parallel.note'), free(entry.parallelNote), entry.parallelNote),
    ...item(
      t('languages'),
      formatList(
        lang,
        entry.languages.map((code) => languageName(lang, code)),
      ),
    ),
    ...item(t('cost'), <Cost lang={lang} entry={entry} />, entry.costKr !== null || entry.costNote),
  ]
}

/** Places and opening hours. */
export const WhereAndWhen = ({ lang, entry }: Given) => {
  const t = entryTexts(lang)
  return (
    <>
      {entry.places.map((place) => (
        <div class="map-place">
          <p>
            <strong dir="auto">{place.name}</strong>
            {place.address && place.address !== place.name && (
              <>
                {commaOf(lang)}
                <span dir="auto">{place.address}</span>
              </>
            )}
            {place.city && (
              <>
                {commaOf(lang)}
                <span dir="auto">{place.city}</span>
              </>
            )}
          </p>
          {place.howToGetThere && (
            <p class="soft">
              {t('getThere')}: <span dir="auto">{place.howToGetThere}</span>
            </p>
          )}
          {place.accessibility && (
            <p class="soft">
              {t('accessibility')}: <span dir="auto">{place.accessibility}</span>
            </p>
          )}
        </div>
      ))}
      {entry.openings.length > 0 && (
        <ul>
          {entry.openings.map((opening) => (
            <li>
              <OpeningText lang={lang} opening={opening} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Links to other entries under a heading; nothing where there are none. */
export const LinkList = ({
  title,
  entries,
  note,
}: {
  title: string
  entries: readonly Entry[]
  /** What is good to know of the way to each. */
  note?: (to: Entry) => string
}) =>
  entries.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li>
            <a href={paths.mapEntry(entry.entryId)}>
              <Bdi>{entry.name}</Bdi>
            </a>
            {note?.(entry) && (
              <span class="soft" dir="auto">
                {' '}
                {note(entry)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )

/** A part of the facts, where there is any. */
export const FactCard = ({ title, items }: { title: string; items: readonly Item[] }) =>
  items.length === 0 ? null : (
    <Card title={title}>
      <DescriptionList items={items} />
    </Card>
  )

/** Says that it is not for everybody. */
export const HiddenTag = ({ lang, entry }: { lang: Lang; entry: Entry }) =>
  entry.isPublic ? null : <Tag icon="lock">{entryTexts(lang)('hidden')}</Tag>

/** The description in the language of the page, else in Swedish; and in easy Swedish where there is one. */
export const About = ({ lang, entry: { about } }: Given) => {
  const t = entryTexts(lang)
  const own = about[lang]
  return (
    <Card title={t('about')}>
      {own || about.sv ? (
        <PlainText lang={own ? lang : 'sv'}>{own || about.sv}</PlainText>
      ) : (
        <p class="soft">{t('about.none')}</p>
      )}
      {about.easy && (
        <>
          <h3>{t('about.easy')}</h3>
          <PlainText lang="sv">{about.easy}</PlainText>
        </>
      )}
    </Card>
  )
}

export const verifiedText = (lang: Lang, entry: Entry, name: string | undefined): Child => {
  const t = entryTexts(lang)
  if (!entry.verifiedOn) return undefined
  const date = <Bdi>{formatDay(lang, entry.verifiedOn)}</Bdi>
  return <>{name ? t.parts('checked.by', { date, name: <Bdi>{name}</Bdi> }) : t.parts('checked.on', { date })}</>
}
