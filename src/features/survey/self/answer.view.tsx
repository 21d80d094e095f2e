import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { langOf, VERSIONS, type Version, versionTexts } from '../texts/self.ts'
import { QuestionPicture } from './picture.view.tsx'
import { ANSWERS, nextQuestion, QUESTIONS } from './question.ts'
import type { Way } from './way.queries.ts'

/** What a page of the answers needs: the code, and in which language. */
export type Answering = { code: string; version: Version }

const withVersion = (path: string, version: Version): string => `${path}?lang=${version}`

/** A language by its own name. */
const ownName = (version: Version): string =>
  version === 'easy' ? versionTexts('sv')('version.easy') : { sv: 'Svenska', en: 'English', ar: 'العربية' }[version]

/** The four languages, each written in itself. */
const Languages = ({ here, version }: { here: string; version: Version }) => (
  <nav class="answer-languages" aria-label={versionTexts(version)('intro.language')}>
    {VERSIONS.map((one) => (
      <a href={withVersion(here, one)} lang={langOf(one)} aria-current={one === version ? 'true' : undefined}>
        {ownName(one)}
      </a>
    ))}
  </nav>
)

/** Hidden until the island has found voices on the device; where there is none of the language, that is said instead. */
const ReadAloud = ({ version }: { version: Version }) => {
  const t = versionTexts(version)
  return (
    <>
      <button
        class="ds-button no-print"
        type="button"
        data-variant="tertiary"
        data-read-aloud=""
        data-start={t('read')}
        data-stop={t('read.stop')}
        hidden
      >
        <Icon name="sound" />
        <span data-words="">{t('read')}</span>
      </button>
      <p class="answer-silent no-print" role="status" data-read-none={t('read.none')} />
    </>
  )
}

/** What this is, before the first question. */
export const AnswerIntro = ({ code, version, way }: Answering & { way: Way }) => {
  const t = versionTexts(version)
  const next = nextQuestion(way.answered)
  const target = next === undefined ? paths.answerSend(code) : paths.answerQuestion(code, next)
  return (
    <div class="answer">
      <Languages here={paths.answerWith(code)} version={version} />
      <PageHeading title={<span data-read="">{t('title')}</span>} lead={<span data-read="">{t('intro.lead')}</span>} />
      <ul class="answer-points">
        <li data-read="">{t('intro.free')}</li>
        <li data-read="">{t('intro.who')}</li>
        <li data-read="">{t('intro.pause')}</li>
      </ul>
      <p class="soft">
        {t.parts('intro.from', { unit: <Bdi>{way.unit}</Bdi>, association: <Bdi>{way.association}</Bdi> })}
      </p>
      <Actions>
        <Button href={withVersion(target, version)}>
          {t(way.answered.length > 0 ? 'intro.resume' : 'intro.start')}
        </Button>
        <ReadAloud version={version} />
      </Actions>
    </div>
  )
}

const SIGNS = { yes: 'check', no: 'cross', unsure: 'question' } as const

/** One question: a picture, the words, three large answers. What was answered before is not shown. */
export const AnswerQuestion = (props: Answering & { number: number; again: boolean; missing: boolean }) => {
  const { code, version, number, again, missing } = props
  const t = versionTexts(version)
  const barrier = QUESTIONS[number - 1]!
  const total = QUESTIONS.length
  return (
    <div class="answer">
      <p class="answer-progress">
        <span>{t.parts('progress', { number: <Bdi>{number}</Bdi>, total: <Bdi>{total}</Bdi> })}</span>
        <progress value={number - 1} max={total} aria-hidden="true" />
      </p>
      {missing && (
        <p class="ds-validation-message" role="alert" id="answer-error">
          {t('choose')}
        </p>
      )}
      <div class="answer-question">
        <QuestionPicture barrier={barrier} />
        <PageHeading
          title={<span data-read="">{t(`q.${barrier}`)}</span>}
          lead={<span data-read="">{t(`q.${barrier}.more`)}</span>}
        />
      </div>
      {again && <p>{t('again')}</p>}
      <Form action={withVersion(paths.answerQuestion(code, number), version)} label={t(`q.${barrier}`)}>
        <div class="answer-choices">
          {ANSWERS.map((answer) => (
            <button class="ds-button" data-variant="secondary" type="submit" name="answer" value={answer}>
              <Icon name={SIGNS[answer]} />
              <span data-read="">{t(answer)}</span>
            </button>
          ))}
        </div>
      </Form>
      <Actions>
        {number > 1 && (
          <Button variant="tertiary" href={withVersion(paths.answerQuestion(code, number - 1), version)}>
            {t('back')}
          </Button>
        )}
        <ReadAloud version={version} />
      </Actions>
      <Languages here={paths.answerQuestion(code, number)} version={version} />
    </div>
  )
}

/** Everything is answered: send it, or change something first. */
export const AnswerReview = ({ code, version }: Answering) => {
  const t = versionTexts(version)
  return (
    <div class="answer">
      <PageHeading
        title={<span data-read="">{t('review.title')}</span>}
        lead={<span data-read="">{t('review.text')}</span>}
      />
      <Form action={withVersion(paths.answerSend(code), version)}>
        <Actions>
          <Button>{t('send')}</Button>
          <ReadAloud version={version} />
        </Actions>
      </Form>
      <h2>{t('review.change')}</h2>
      <ol class="answer-list">
        {QUESTIONS.map((barrier, at) => (
          <li>
            <a href={withVersion(paths.answerQuestion(code, at + 1), version)}>{t(`q.${barrier}`)}</a>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Thanks, a code that opens nothing, too many tries: one heading, what to do, and a way on. */
export const AnswerWords = ({ title, text, more }: { title: string; text: Child; more?: Child }) => (
  <div class="answer">
    <PageHeading title={title} lead={text} />
    {more}
  </div>
)

/** Where a code is typed. */
export const CodeForm = ({ version, typed, problem }: { version: Version; typed: string; problem: boolean }) => {
  const t = versionTexts(version)
  return (
    <div class="answer">
      <Languages here={paths.answer} version={version} />
      <PageHeading title={t('code.title')} lead={t('code.lead')} />
      <Form action={withVersion(paths.answer, version)}>
        <TextField
          name="code"
          label={t('code.label')}
          hint={t('code.hint')}
          value={typed}
          autocomplete="off"
          error={problem ? t('code.bad') : undefined}
          required
        />
        <Button>{t('code.submit')}</Button>
      </Form>
    </div>
  )
}
