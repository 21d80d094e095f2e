import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Phone } from '../../../ui/phone.tsx'
import type { Contact, Entry, EntryLink } from '../entry.ts'
import { noteBetween, onwardOf } from '../entry-link.ts'
import { freshness } from '../entry-verified.ts'
import type { Measures } from '../measure.ts'
import { findTexts } from '../texts/find.ts'
import type { FindFrame, FoundEntry } from './find.queries.ts'
import {
  aboutIn,
  ageWords,
  byWhom,
  durationWords,
  openingWords,
  plainWord,
  targetWord,
} from './find-entry-words.view.ts'
import { Fact, Written } from './find-fact.view.tsx'
import { WaysIn } from './find-room.view.tsx'
import type { Voice } from './find-voice.ts'

export type EntryProps = {
  voice: Voice
  today: CalendarDay
  found: FoundEntry
  frame: Pick<FindFrame, 'bodies'>
  /** What the program itself measures, as everybody may know it. */
  measures: Measures
  associationId: number
  /** `?lang=…` where the address says the language. */
  chosen: string
}

const Part = ({ title, children }: { title: string; children: Child }) => (
  <section class="card part">
    <h2>{title}</h2>
    {children}
  </section>
)

export function ForWhom({ voice, entry }: { voice: Voice; entry: Entry }) {
  const t = findTexts(voice)
  const list = (words: string[]) =>
    words.length === 1 ? (
      words[0]
    ) : (
      <ul>
        {words.map((word) => (
          <li>{word}</li>
        ))}
      </ul>
    )
  return (
    <dl>
      {entry.targetGroups.length > 0 && (
        <Fact term={t('for.groups')}>{list(entry.targetGroups.map((one) => targetWord(voice, one)))}</Fact>
      )}
      <Fact term={t('for.age')}>{ageWords(voice, entry)}</Fact>
      {entry.needLevels.length > 0 && (
        <Fact term={t('for.need')}>{list(entry.needLevels.map((one) => plainWord(voice, 'need', one)))}</Fact>
      )}
      {entry.workDistances.length > 0 && (
        <Fact term={t('for.distance')}>
          {list(entry.workDistances.map((one) => plainWord(voice, 'distance', one)))}
        </Fact>
      )}
      {entry.conditions && (
        <Fact term={t('for.conditions')}>
          <Written voice={voice}>{entry.conditions}</Written>
        </Fact>
      )}
      {entry.languages.length > 0 && (
        <Fact term={t('spoken')}>
          {formatList(
            voice.lang,
            entry.languages.map((one) => languageName(voice.lang, one)),
          )}
        </Fact>
      )}
    </dl>
  )
}

export function When({ voice, entry }: { voice: Voice; entry: Entry }) {
  const t = findTexts(voice)
  if (entry.openings.length === 0 && !entry.duration) return null
  return (
    <>
      {entry.openings.length > 0 && (
        <ul>
          {entry.openings.map((opening) => (
            <li dir="auto">{openingWords(voice, opening)}</li>
          ))}
        </ul>
      )}
      {entry.duration && (
        <dl>
          <Fact term={t('when.long')}>{durationWords(voice, entry.duration)}</Fact>
        </dl>
      )}
    </>
  )
}

export function Where({ voice, entry }: { voice: Voice; entry: Entry }) {
  const t = findTexts(voice)
  return (
    <>
      {entry.places.map((place) => (
        <div class="place">
          <h3>
            <bdi lang="sv">{place.name}</bdi>
          </h3>
          {place.kind === 'virtual' && <p>{t('where.virtual')}</p>}
          {(place.address || place.city) && (
            <p>
              <bdi lang="sv">
                {[place.address, `${place.postalCode} ${place.city}`.trim()].filter(Boolean).join(', ')}
              </bdi>
            </p>
          )}
          <dl>
            {place.howToGetThere && (
              <Fact term={t('where.there')}>
                <Written voice={voice}>{place.howToGetThere}</Written>
              </Fact>
            )}
            {place.accessibility && (
              <Fact term={t('where.access')}>
                <Written voice={voice}>{place.accessibility}</Written>
              </Fact>
            )}
          </dl>
        </div>
      ))}
    </>
  )
}

/** Only what is an address of the web or of mail becomes a link. */
const webAddress = (text: string): string | undefined => {
  const url = URL.parse(/^[a-z]+:/i.test(text) ? text : `https://${text}`)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined
}

export function ContactFacts({ voice, contact, linked = true }: { voice: Voice; contact: Contact; linked?: boolean }) {
  const t = findTexts(voice)
  const { name, phone, email, website } = contact
  const web = webAddress(website)
  if (!name && !phone && !email && !website) return <p>{t('contact.none')}</p>
  return (
    <>
      {name && (
        <p>
          <bdi lang="sv">{name}</bdi>
        </p>
      )}
      <dl>
        {phone && (
          <Fact term={t('contact.phone')}>
            {linked ? (
              <Phone number={phone} />
            ) : (
              <bdi dir="ltr" class="nowrap">
                {phone}
              </bdi>
            )}
          </Fact>
        )}
        {email && (
          <Fact term={t('contact.email')}>
            {linked ? (
              <a href={`mailto:${email}`}>
                <bdi dir="ltr">{email}</bdi>
              </a>
            ) : (
              <bdi dir="ltr">{email}</bdi>
            )}
          </Fact>
        )}
        {website && (
          <Fact term={t('contact.web')}>
            {web && linked ? (
              <a href={web} rel="noopener">
                <bdi dir="ltr">{website}</bdi>
              </a>
            ) : (
              <bdi dir="ltr">{website}</bdi>
            )}
          </Fact>
        )}
      </dl>
    </>
  )
}

function Links({
  title,
  lead,
  entries,
  note,
  props,
}: {
  title: string
  lead?: string
  entries: readonly Entry[]
  /** What is good to know of the way to each. */
  note?: (to: Entry) => string
  props: EntryProps
}) {
  const { voice, associationId, chosen } = props
  if (entries.length === 0) return null
  return (
    <Part title={title}>
      {lead && <p>{lead}</p>}
      <ul>
        {entries.map((entry) => (
          <li>
            <a href={paths.findEntry(associationId, entry.entryId) + chosen}>
              <bdi lang="sv">{entry.name}</bdi>
            </a>{' '}
            <span class="soft">{plainWord(voice, 'kind', entry.kind)}</span>
            {note?.(entry) && <Written voice={voice}>{note(entry)}</Written>}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** How far what stands here can be relied on. */
export function Verified({ voice, today, entry }: { voice: Voice; today: CalendarDay; entry: Entry }) {
  const t = findTexts(voice)
  const fresh = freshness(entry, today)
  const words =
    entry.verifiedOn === null
      ? t('verified.never')
      : t(fresh === 'stale' ? 'verified.old' : 'verified', { day: formatDay(voice.lang, entry.verifiedOn) })
  return <p class={fresh === 'stale' || fresh === 'never' ? 'verified aging' : 'verified soft'}>{words}</p>
}

/** The name, what it is and what happens there. */
export function Beginning({ voice, found, frame, associationId, chosen }: Omit<EntryProps, 'today' | 'measures'>) {
  const t = findTexts(voice)
  const { entry, names } = found
  const about = aboutIn(voice, entry)
  const who = byWhom(entry, names, frame.bodies)
  return (
    <>
      <p class="kind">
        {plainWord(voice, 'kind', entry.kind)}
        {entry.status !== 'active' && <strong> {plainWord(voice, 'status', entry.status)}</strong>}
      </p>
      <h1 tabindex={-1}>
        <bdi lang="sv">{entry.name}</bdi>
      </h1>
      {who && (
        <p class="soft">
          {t.parts('by', {
            who: entry.providerId ? (
              <a href={paths.findEntry(associationId, entry.providerId) + chosen}>
                <bdi lang="sv">{who}</bdi>
              </a>
            ) : (
              <bdi lang="sv">{who}</bdi>
            ),
          })}
        </p>
      )}
      {about.missing && <p class="note">{t(voice.easy ? 'only.plain' : 'only.swedish')}</p>}
      {about.text && (
        <p class="about" lang={about.lang === voice.lang ? undefined : about.lang} dir="auto">
          {about.text}
        </p>
      )}
    </>
  )
}

/** Everything somebody needs who thinks "is this for me, and what do I do now?". */
export function FindEntryPage(props: EntryProps) {
  const { voice, today, found, associationId, chosen } = props
  const { entry, beside } = found
  const t = findTexts(voice)
  const onward = onwardOf(entry)
  const noteOf = (kind: EntryLink['kind']) => (other: Entry) => noteBetween(entry, other, kind)
  const byId = (ids: readonly string[]) => beside.filter((one) => ids.includes(one.entryId))
  const parallel = beside.filter(
    (one) =>
      entry.links.some((link) => link.kind === 'parallel' && link.toEntryId === one.entryId) ||
      one.links.some((link) => link.kind === 'parallel' && link.toEntryId === entry.entryId),
  )
  return (
    <article class="entry">
      <p class="crumb">
        <a href={paths.findIn(associationId) + chosen}>{t('back')}</a>
      </p>
      <Beginning {...props} />
      <div class="parts">
        {entry.kind !== 'provider' && (
          <Part title={t('for')}>
            <ForWhom voice={voice} entry={entry} />
          </Part>
        )}
        {entry.method && (
          <Part title={t('what')}>
            <Written voice={voice}>{entry.method}</Written>
          </Part>
        )}
        {(entry.openings.length > 0 || entry.duration) && (
          <Part title={t('when')}>
            <When voice={voice} entry={entry} />
          </Part>
        )}
        {entry.kind !== 'provider' && (
          <Part title={t('in')}>
            <WaysIn voice={voice} entry={entry} measures={props.measures} />
          </Part>
        )}
        {entry.places.length > 0 && (
          <Part title={t('where')}>
            <Where voice={voice} entry={entry} />
          </Part>
        )}
        <Part title={t('contact')}>
          <ContactFacts voice={voice} contact={entry.contact} />
        </Part>
        <Links title={t('offers')} entries={beside.filter((one) => one.providerId === entry.entryId)} props={props} />
        <Links
          title={t('onward')}
          lead={t('onward.lead')}
          entries={byId(onward)}
          note={noteOf('onward')}
          props={props}
        />
        <Links title={t('parallel')} entries={parallel} note={noteOf('parallel')} props={props} />
      </div>
      <Verified voice={voice} today={today} entry={entry} />
      <p class="no-print">
        <a href={paths.findLeaflet(associationId, entry.entryId) + chosen}>{t('leaflet')}</a>
      </p>
    </article>
  )
}
