import { paths } from '../../../paths.ts'
import { languageName } from '../../../platform/i18n/language-names.ts'
import { NEED_LEVELS, OWNER_KINDS, TARGET_GROUPS, WAYS_IN } from '../code.ts'
import { codeTexts } from '../texts/code.ts'
import { findTexts } from '../texts/find.ts'
import type { FindFrame } from './find.queries.ts'
import { plainWord, targetWord } from './find-entry-words.view.ts'
import { addressOf, chosenOf, FIELDS, type Filter, isEmpty, type Question } from './find-question.ts'
import type { Voice } from './find-voice.ts'

type FormProps = {
  voice: Voice
  question: Question
  frame: FindFrame
  associationId: number
  /** The language, where the address says it. */
  lang: string | undefined
}

type Choice = { value: string; text: string; lang?: string }

function Select({
  voice,
  name,
  question,
  choices,
}: Pick<FormProps, 'voice' | 'question'> & { name: Filter; choices: Choice[] }) {
  const t = findTexts(voice)
  if (choices.length === 0) return null
  const labels = {
    target: 'group',
    age: 'age',
    need: 'need',
    area: 'area',
    way: 'way',
    spoken: 'spoken',
    owner: 'owner',
  } as const
  const field = FIELDS[name]
  return (
    <div class="field">
      <label for={field}>{t(`filter.${labels[name]}`)}</label>
      <select id={field} name={field}>
        <option value="">{t('filter.any')}</option>
        {choices.map(({ value, text, lang }) => (
          <option value={value} selected={question[name] === value} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The search: one field; the rest folds behind a word and is open where something of it is chosen. */
export function FindForm({ voice, question, frame, associationId, lang }: FormProps) {
  const t = findTexts(voice)
  const code = codeTexts(voice.lang)
  const chosen = chosenOf(question).length > 0 || question.wrongAge !== ''
  const choices = { voice, question }
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
            <Select
              {...choices}
              name="target"
              choices={TARGET_GROUPS.filter((one) => frame.targets.includes(one)).map((value) => ({
                value,
                text: targetWord(voice, value),
              }))}
            />
            <Select
              {...choices}
              name="need"
              choices={NEED_LEVELS.map((value) => ({ value, text: plainWord(voice, 'need', value) }))}
            />
            <Select
              {...choices}
              name="area"
              choices={frame.areas.map((value) => ({ value, text: value, lang: 'sv' }))}
            />
            <Select
              {...choices}
              name="way"
              choices={WAYS_IN.map((value) => ({ value, text: plainWord(voice, 'way', value) }))}
            />
            <Select
              {...choices}
              name="spoken"
              choices={frame.spoken
                .map((value) => ({ value, text: languageName(voice.lang, value) }))
                .sort((a, b) => a.text.localeCompare(b.text, voice.lang))}
            />
            <Select
              {...choices}
              name="owner"
              choices={OWNER_KINDS.map((value) => ({ value, text: code(`owner.${value}`) }))}
            />
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
