import { paths } from '../../../paths.ts'
import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { truncate } from '../../../shared/text.ts'
import type { Neighbour, NeighbourEntry } from '../hsds/neighbour.ts'
import { findTexts } from '../texts/find.ts'
import { ContactFacts } from './find-entry.view.tsx'
import { ageWords } from './find-entry-words.view.ts'
import { Written } from './find-fact.view.tsx'
import type { Voice } from './find-voice.ts'

/** A hit at a neighbour: marked with whose it is. */
export const NeighbourItem = ({
  voice,
  entry,
  neighbour,
  href,
}: {
  voice: Voice
  entry: NeighbourEntry
  neighbour: Neighbour
  href: string
}) => (
  <li>
    <h3>
      <a href={href}>
        <bdi>{entry.name}</bdi>
      </a>
    </h3>
    <p class="kind">
      <strong>{findTexts(voice).parts('neighbour', { name: <bdi>{neighbour.name}</bdi> })}</strong>
    </p>
    {entry.description && <p dir="auto">{truncate(entry.description, 150)}</p>}
    <p class="facts">
      <span>{ageWords(voice, entry)}</span>
      {entry.organization && <bdi>{entry.organization}</bdi>}
    </p>
  </li>
)

/** What a neighbour tells of an entry; it can be read, and changed only there. */
export function FindNeighbourPage({
  voice,
  entry,
  neighbour,
  associationId,
  chosen,
}: {
  voice: Voice
  entry: NeighbourEntry
  neighbour: Neighbour
  associationId: number
  chosen: string
}) {
  const t = findTexts(voice)
  const name = <bdi>{neighbour.name}</bdi>
  const contact = { name: '', phone: entry.phone, email: entry.email, website: entry.website }
  return (
    <article class="entry">
      <p class="crumb">
        <a href={paths.findIn(associationId) + chosen}>{t('back')}</a>
      </p>
      <p class="kind">
        <strong>{t.parts('neighbour', { name })}</strong>
      </p>
      <h1 tabindex={-1}>
        <bdi>{entry.name}</bdi>
      </h1>
      {entry.organization && <p class="soft">{t.parts('by', { who: <bdi>{entry.organization}</bdi> })}</p>}
      <p class="note">{t.parts('neighbour.text', { name })}</p>
      {entry.description && (
        <p class="about" dir="auto">
          {entry.description}
        </p>
      )}
      <div class="parts">
        <section class="card part">
          <h2>{t('for')}</h2>
          <dl>
            <div>
              <dt>{t('for.age')}</dt>
              <dd>{ageWords(voice, entry)}</dd>
            </div>
            {entry.languages.length > 0 && (
              <div>
                <dt>{t('spoken')}</dt>
                <dd>
                  {formatList(
                    voice.lang,
                    entry.languages.map((one) => languageName(voice.lang, one)),
                  )}
                </dd>
              </div>
            )}
          </dl>
        </section>
        {(entry.howToApply || entry.fees) && (
          <section class="card part">
            <h2>{t('in')}</h2>
            {entry.howToApply && <Written voice={voice}>{entry.howToApply}</Written>}
            {entry.fees && <Written voice={voice}>{entry.fees}</Written>}
          </section>
        )}
        {entry.places && (
          <section class="card part">
            <h2>{t('where')}</h2>
            <Written voice={voice}>{entry.places}</Written>
          </section>
        )}
        <section class="card part">
          <h2>{t('contact')}</h2>
          <ContactFacts voice={voice} contact={contact} />
        </section>
      </div>
      <p>
        <a href={entry.source} rel="noopener nofollow">
          {t.parts('neighbour.source', { name })}
        </a>
      </p>
      {neighbour.goodAt && (
        <p class="verified soft">{t('verified', { day: formatDay(voice.lang, dayAt(neighbour.goodAt)) })}</p>
      )}
    </article>
  )
}
