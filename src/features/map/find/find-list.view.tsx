import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { truncate } from '../../../shared/text.ts'
import type { Entry } from '../entry.ts'
import { areasOf } from '../place.ts'
import { findTexts } from '../texts/find.ts'
import type { FindFrame, FoundOne, SearchResult } from './find.queries.ts'
import { aboutIn, ageWords, byWhom, plainWord } from './find-entry-words.view.ts'
import { NeighbourItem } from './find-neighbour.view.tsx'
import { addressOf, ageless, MOST, PAGE_SIZE, type Question } from './find-question.ts'
import type { Voice } from './find-voice.ts'

const SUMMARY = 150

/** One entry of a list: its name, what it is, for whom, where. */
export function FoundItem({
  voice,
  entry,
  names,
  frame,
  href,
}: {
  voice: Voice
  entry: Entry
  names: ReadonlyMap<string, string>
  frame: Pick<FindFrame, 'bodies'>
  href: string
}) {
  const t = findTexts(voice)
  const about = aboutIn(voice, entry)
  const who = byWhom(entry, names, frame.bodies)
  const areas = areasOf(entry.places)
  return (
    <li>
      <h3>
        <a href={href}>
          <bdi lang="sv">{entry.name}</bdi>
        </a>
      </h3>
      <p class="soft">
        {plainWord(voice, 'kind', entry.kind)}
        {entry.status === 'active' ? '' : ` · ${plainWord(voice, 'status', entry.status)}`}
      </p>
      {about.text && (
        <p
          lang={about.lang === voice.lang ? undefined : about.lang}
          dir={about.lang === voice.lang ? undefined : 'auto'}
        >
          {truncate(about.text, SUMMARY)}
        </p>
      )}
      <p class="facts">
        <span>{ageWords(voice, entry)}</span>
        {areas.length > 0 && <bdi lang="sv">{areas.join(', ')}</bdi>}
        {who && <bdi lang="sv">{who}</bdi>}
        {entry.waysIn[0] && <span>{plainWord(voice, 'way', entry.waysIn[0])}</span>}
      </p>
      {about.missing && <p class="soft small">{t(voice.easy ? 'only.plain' : 'only.swedish')}</p>}
    </li>
  )
}

/** A hit as it stands in a list: an entry of the map, or a neighbour's with whose it is. */
export const FoundItemOf = ({
  one,
  ...props
}: {
  one: FoundOne
  voice: Voice
  names: ReadonlyMap<string, string>
  frame: Pick<FindFrame, 'bodies'>
  href: string
}) => ('neighbour' in one ? <NeighbourItem {...one} {...props} /> : <FoundItem entry={one.entry} {...props} />)

type ListProps = {
  voice: Voice
  question: Question
  found: SearchResult
  /** The items of the page, finished. */
  items: Child
  associationId: number
  /** The language, where the address says it. */
  lang: string | undefined
}

/** Which age was read out of the text, and the way to the same question without it. */
function AgeTold({ voice, question, associationId, lang }: ListProps) {
  const t = findTexts(voice)
  if (!question.said) return null
  const { from, to } = question.said
  return (
    <p>
      {from === to ? t('result.age', { age: from }) : t('result.ages', { from, to })}{' '}
      <a href={`${paths.findIn(associationId)}${addressOf(ageless(question), {}, lang)}#lista`}>
        {t('result.ageless')}
      </a>
    </p>
  )
}

/** What was found in words: how many, what was taken for what. */
function Told(props: ListProps) {
  const { voice, question, found } = props
  const t = findTexts(voice)
  const from = (question.page - 1) * PAGE_SIZE + 1
  return (
    <div class="told">
      {found.wordless && <p class="notice">{t.parts('result.wordless', { typed: <bdi>{question.text}</bdi> })}</p>}
      <h2>{found.most ? t('result.most', { total: MOST }) : t('result', { total: found.total })}</h2>
      <AgeTold {...props} />
      {found.meant.map(([typed, { word, lang }]) => (
        <p>
          {t.parts('result.meant', {
            typed: <bdi>{typed}</bdi>,
            meant: (
              <strong lang={lang === voice.lang ? undefined : lang} dir="auto">
                {word}
              </strong>
            ),
          })}
        </p>
      ))}
      {found.loose && <p>{t('result.loose')}</p>}
      {found.total > PAGE_SIZE && (
        <p class="soft">
          {t('result.range', { from, to: Math.min(found.total, from + PAGE_SIZE - 1) })} {t('result.more')}
        </p>
      )}
    </div>
  )
}

function Pages({ voice, question, found, associationId, lang }: ListProps) {
  const t = findTexts(voice)
  const pages = Math.ceil(found.total / PAGE_SIZE)
  if (pages < 2) return null
  const to = (page: number) => paths.findIn(associationId) + addressOf(question, { page }, lang)
  return (
    <nav class="pages" aria-label={t('pages')}>
      {question.page > 1 ? <a href={to(question.page - 1)}>{t('pages.previous')}</a> : <span />}
      <span>{t('pages.at', { page: question.page, pages })}</span>
      {question.page < pages ? <a href={to(question.page + 1)}>{t('pages.next')}</a> : <span />}
    </nav>
  )
}

/** Nothing fits: what to do now, never an empty page. */
function Nothing(props: ListProps) {
  const { voice, associationId, lang } = props
  const t = findTexts(voice)
  return (
    <section id="lista" class="card none">
      <h2>{t('none.title')}</h2>
      <AgeTold {...props} />
      <ul>
        <li>{t('none.fewer')}</li>
        <li>{t('none.other')}</li>
        <li>{t('none.ask')}</li>
      </ul>
      <p>
        <a href={`${paths.findIn(associationId)}${lang ? `?lang=${lang}` : ''}#lista`}>{t('none.all')}</a>
      </p>
    </section>
  )
}

/** The answer to a question: what fits, a page at a time. */
export function FoundList(props: ListProps) {
  const { found, items } = props
  if (found.total === 0) return <Nothing {...props} />
  return (
    <section id="lista">
      <Told {...props} />
      <ol class="found">{items}</ol>
      <Pages {...props} />
    </section>
  )
}
