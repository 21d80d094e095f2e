import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { NEED_LEVELS, OWNER_KINDS, TARGET_GROUPS, WAYS_IN } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { findTexts } from '../texts/find.ts'
import type { FindFrame } from './find.queries.ts'
import { plainWord, targetWord } from './find-entry-words.view.ts'
import { addressOf, chosenOf, FIELDS, type Filter, isEmpty, type Question } from './find-question.ts'
import { type Voice, voiceCode } from './find-voice.ts'

type FormProps = {
  voice: Voice
  question: Question
  frame: FindFrame
  associationId: number
  /** The language, where the address says it. */
  lang: string | undefined
}

type Choice = { value: string; text: string; lang?: string }
type Picked = Exclude<Filter, 'age'>

const LABELS = {
  target: 'group',
  need: 'need',
  area: 'area',
  way: 'way',
  spoken: 'spoken',
  owner: 'owner',
} as const

/** What may be chosen of a filter: only what something on the map has, where that is known. */
function choicesOf(voice: Voice, frame: FindFrame, name: Picked): Choice[] {
  const code = codeTexts(voice.lang)
  switch (name) {
    case 'target':
      return TARGET_GROUPS.filter((one) => frame.targets.includes(one)).map((value) => ({
        value,
        text: targetWord(voice, value),
      }))
    case 'need':
      return NEED_LEVELS.map((value) => ({ value, text: plainWord(voice, 'need', value) }))
    case 'area':
      return frame.areas.map((value) => ({ value, text: value, lang: 'sv' }))
    case 'way':
      return WAYS_IN.map((value) => ({ value, text: plainWord(voice, 'way', value) }))
    case 'spoken':
      return frame.spoken
        .map((value) => ({ value, text: languageName(voice.lang, value) }))
        .sort((a, b) => a.text.localeCompare(b.text, voice.lang))
    case 'owner':
      return OWNER_KINDS.map((value) => ({ value, text: code(`owner.${value}`) }))
  }
}

function Select({ voice, name, choices, chosen }: { voice: Voice; name: Picked; choices: Choice[]; chosen: string }) {
  const t = findTexts(voice)
  if (choices.length === 0) return null
  const field = FIELDS[name]
  return (
    <div class="field">
      <label for={field}>{t(`filter.${LABELS[name]}`)}</label>
      <select id={field} name={field}>
        <option value="">{t('filter.any')}</option>
        {choices.map(({ value, text, lang }) => (
          <option value={value} selected={chosen === value} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Selects as they were drawn for a frame, which is kept as long as its map is the same: they are half the words of a page. */
const drawn = new WeakMap<FindFrame, Map<string, string>>()

function selectOf({ voice, frame, question }: Pick<FormProps, 'voice' | 'frame' | 'question'>, name: Picked) {
  const known = drawn.get(frame) ?? new Map<string, string>()
  drawn.set(frame, known)
  const keyOf = (chosen: string): string => `${voiceCode(voice)} ${name} ${chosen}`
  const asChosen = known.get(keyOf(question[name]))
  if (asChosen !== undefined) return raw(asChosen)
  const choices = choicesOf(voice, frame, name)
  // What an address asks for and nobody can choose is not remembered.
  const chosen = choices.some(({ value }) => value === question[name]) ? question[name] : ''
  const html = String(<Select {...{ voice, name, choices, chosen }} />)
  known.set(keyOf(chosen), html)
  return raw(html)
}

/** The search: one field; the rest folds behind a word and is open where something of it is chosen. */
export function FindForm({ voice, question, frame, associationId, lang }: FormProps) {
  const t = findTexts(voice)
  const chosen = chosenOf(question).length > 0 || question.wrongAge !== ''
  const props = { voice, question, frame }
  return (
    <search>
      <form action={paths.findIn(associationId)} method="get" class="find">
        {lang && <input type="hidden" name="lang" value={lang} />}
        <label for={FIELDS.text}>{t('search')}</label>
        <p id="sok-tips" class="soft">
          {t('search.hint')}
        </p>
        <div class="ask">
          <input
            type="search"
            id={FIELDS.text}
            name={FIELDS.text}
            value={question.text}
            maxlength={120}
            dir="auto"
            aria-describedby="sok-tips"
          />
          <button type="submit">{t('search.go')}</button>
        </div>
        <details open={chosen}>
          <summary>{t('filters')}</summary>
          <div class="filters">
            <div class="field">
              <label for={FIELDS.age}>{t('filter.age')}</label>
              {question.wrongAge && (
                <p id="alder-fel" class="problem">
                  {t('filter.age.problem')}
                </p>
              )}
              <input
                id={FIELDS.age}
                name={FIELDS.age}
                inputmode="numeric"
                maxlength={10}
                value={question.age === undefined ? question.wrongAge : String(question.age)}
                aria-invalid={question.wrongAge ? 'true' : undefined}
                aria-describedby={question.wrongAge ? 'alder-fel' : undefined}
              />
            </div>
            {(['target', 'need', 'area', 'way', 'spoken', 'owner'] as const).map((name) => selectOf(props, name))}
          </div>
          <p class="row">
            <button type="submit" class="quiet">
              {t('search.go')}
            </button>
            {!isEmpty(question) && (
              <a href={paths.findIn(associationId) + (lang ? `?lang=${lang}` : '')}>{t('filter.clear')}</a>
            )}
          </p>
        </details>
      </form>
    </search>
  )
}

/** Where somebody begins who does not know a word for it: what it is about, one press each. */
export function Groups({ voice, question, frame, associationId, lang }: FormProps) {
  const t = findTexts(voice)
  const groups = TARGET_GROUPS.filter((one) => one !== 'everyone' && frame.targets.includes(one))
  if (groups.length === 0) return null
  return (
    <nav class="groups" aria-labelledby="groups">
      <h2 id="groups">{t('groups')}</h2>
      <ul>
        {groups.map((one) => (
          <li>
            <a href={`${paths.findIn(associationId)}${addressOf(question, { target: one }, lang)}#lista`}>
              {targetWord(voice, one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
