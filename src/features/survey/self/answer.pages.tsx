import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { signInLimit } from '../../../platform/accounts/sign-in-limit.ts'
import { formToken } from '../../../platform/accounts.ts'
import type { Db } from '../../../platform/database/db.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { codeDigest, readCode } from '../../../platform/secret-code.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import type { PageContent, PublicVisit, Route } from '../../access/public.ts'
import { langOf, VERSIONS, type Version, versionTexts } from '../texts/self.ts'
import { giveAnswer, sendAnswers } from './answer.commands.ts'
import { AnswerIntro, AnswerQuestion, AnswerReview, AnswerWords, CodeForm } from './answer.view.tsx'
import { ANSWERS, nextQuestion, QUESTIONS } from './question.ts'
import { type Way, type WayState, wayOf } from './way.queries.ts'

/** Codes that do not exist, from one network address within ten minutes: so many, and then one waits. */
export const WRONG_CODES = { most: 30, seconds: 600 }

/** The language chosen in the address, the one answered in before, or that of the browser. */
const versionOf = (visit: PublicVisit, before?: Version): Version =>
  VERSIONS.find((one) => one === visit.c.req.query('lang')) ?? before ?? visit.lang

type Shown = { title: string; body: Child; status?: PageContent['status']; failed?: boolean; read?: boolean }

/** Nothing of these pages is kept anywhere, and nobody's account is on them. */
async function show(visit: PublicVisit, version: Version, { read, ...content }: Shown): Promise<Response> {
  const answer = await visit.page({
    ...content,
    lang: langOf(version),
    alone: true,
    narrow: true,
    ...(read ? { islands: ['read-aloud.island'] } : {}),
  })
  answer.headers.set('cache-control', 'no-store')
  answer.headers.set('x-robots-tag', 'noindex, nofollow')
  answer.headers.set('referrer-policy', 'no-referrer')
  return answer
}

function over(visit: PublicVisit, version: Version, state: Exclude<WayState, 'open'> | 'unknown'): Promise<Response> {
  const t = versionTexts(version)
  const other = (
    <Button variant="secondary" href={`${paths.answer}?lang=${version}`}>
      {t('over.other')}
    </Button>
  )
  return show(visit, version, {
    title: t('over.title'),
    status: 404,
    body: <AnswerWords title={t('over.title')} text={t(`over.${state}`)} more={other} />,
  })
}

/** The pages on which a person answers: public, opened by a code alone. No cookie is set. */
export function answerRoutes({ db, secret }: { db: Db; secret: string }): Route[] {
  // Counted apart from attempts to sign in.
  const limit = signInLimit(db, `${secret}:answer`, WRONG_CODES, { most: 1_000_000, seconds: 600 })

  const waiting = (visit: PublicVisit, seconds: number): Promise<Response> => {
    const version = versionOf(visit)
    const t = versionTexts(version)
    return show(visit, version, {
      title: t('wait.title'),
      status: 429,
      body: <AnswerWords title={t('wait.title')} text={t('wait.text', { minutes: Math.ceil(seconds / 60) })} />,
    })
  }

  /** Who works here does not answer for others, and hands no device over while signed in. */
  const signedIn = (visit: PublicVisit): Promise<Response> => {
    const version = versionOf(visit)
    const t = versionTexts(version)
    const viewer = visit.viewer!
    return show(visit, version, {
      title: t('signedIn.title'),
      status: 403,
      body: (
        <AnswerWords
          title={t('signedIn.title')}
          text={t.parts('signedIn.text', { name: <Bdi>{viewer.name}</Bdi> })}
          more={
            <Form action={paths.signOut} hidden={{ _token: formToken(secret, viewer.sessionId) }}>
              <Button>{t('signedIn.submit')}</Button>
            </Form>
          }
        />
      ),
    })
  }

  type Opened = { code: string; digest: string; way: Way; version: Version }
  /** Opens the way of the address for a page; whatever does not open answers by itself. */
  const opened =
    (handle: (visit: PublicVisit, opened: Opened) => Promise<Response> | Response) =>
    async (visit: PublicVisit): Promise<Response> => {
      if (visit.viewer) return signedIn(visit)
      const attempt = { address: visit.address, email: 'answer' }
      const refused = await limit.begin(attempt)
      if (refused) return waiting(visit, refused.wait)
      const code = readCode(visit.c.req.param('code') ?? '')
      const digest = code && codeDigest(secret, code)
      const way = digest && (await wayOf(db, digest))
      if (!code || !digest || !way) return over(visit, versionOf(visit), 'unknown')
      await limit.succeeded(attempt)
      const version = versionOf(visit, way.version)
      if (way.state === 'used' && visit.c.req.query('tack') !== undefined) return thanks(visit, version)
      if (way.state !== 'open') return over(visit, version, way.state)
      return handle(visit, { code, digest, way, version })
    }

  const thanks = (visit: PublicVisit, version: Version) => {
    const t = versionTexts(version)
    const title = t('thanks.title')
    return show(visit, version, { title, body: <AnswerWords title={title} text={t('thanks.text')} /> })
  }

  const codePage = (visit: PublicVisit, typed = '', problem = false) => {
    const version = versionOf(visit)
    const t = versionTexts(version)
    return show(visit, version, {
      title: t('code.title'),
      failed: problem,
      ...(problem ? { status: 422 as const } : {}),
      body: (
        <>
          {problem && (
            <ErrorSummary
              title={formTexts(langOf(version))('summary', { count: 1 })}
              errors={[{ name: 'code', text: t('code.bad') }]}
            />
          )}
          <CodeForm version={version} typed={typed} problem={problem} />
        </>
      ),
    })
  }

  const question = (visit: PublicVisit, { code, way, version }: Opened, missing = false) => {
    const number = Number(visit.c.req.param('number'))
    const barrier = QUESTIONS[number - 1]
    if (!barrier) return over(visit, version, 'unknown')
    const t = versionTexts(version)
    return show(visit, version, {
      title: `${t('progress', { number, total: QUESTIONS.length })}: ${t(`q.${barrier}`)}`,
      read: true,
      failed: missing,
      ...(missing ? { status: 422 as const } : {}),
      body: (
        <AnswerQuestion
          code={code}
          version={version}
          number={number}
          again={way.answered.includes(barrier)}
          missing={missing}
        />
      ),
    })
  }

  const go = (visit: PublicVisit, path: string, version: Version) => visit.c.redirect(`${path}?lang=${version}`, 303)

  async function answer(visit: PublicVisit, one: Opened): Promise<Response> {
    const number = Number(visit.c.req.param('number'))
    const barrier = QUESTIONS[number - 1]
    const form = await visit.c.req.parseBody()
    const given = ANSWERS.find((value) => value === form.answer)
    if (!barrier || !given) return question(visit, one, true)
    const { code, digest, way, version } = one
    const saved = await giveAnswer(db, digest, barrier, given, version)
    if (saved !== 'saved') return over(visit, version, saved === 'open' ? 'unknown' : saved)
    const next = nextQuestion([...way.answered, barrier], number)
    return go(visit, next === undefined ? paths.answerSend(code) : paths.answerQuestion(code, next), version)
  }

  async function send(visit: PublicVisit, { code, digest, way, version }: Opened): Promise<Response> {
    const sent = await sendAnswers(db, digest)
    if (sent === 'done') return visit.c.redirect(`${paths.answerWith(code)}?lang=${version}&tack`, 303)
    if (sent === 'unanswered') return go(visit, paths.answerQuestion(code, nextQuestion(way.answered) ?? 1), version)
    return over(visit, version, sent === 'open' ? 'unknown' : sent)
  }

  const route = (method: 'get' | 'post', path: string, handle: (visit: PublicVisit) => Promise<Response>): Route => ({
    method,
    path,
    guard: 'public',
    audit: 'none',
    handle,
  })
  return [
    route('get', paths.answer, async (visit) => (visit.viewer ? signedIn(visit) : codePage(visit))),
    route('post', paths.answer, async (visit) => {
      if (visit.viewer) return signedIn(visit)
      const form = await visit.c.req.parseBody()
      const typed = typeof form.code === 'string' ? form.code : ''
      const code = readCode(typed)
      return code ? go(visit, paths.answerWith(code), versionOf(visit)) : codePage(visit, typed, true)
    }),
    route(
      'get',
      paths.answerWith(':code'),
      opened((visit, { code, way, version }) =>
        show(visit, version, {
          title: versionTexts(version)('title'),
          read: true,
          body: <AnswerIntro code={code} version={version} way={way} />,
        }),
      ),
    ),
    route('get', paths.answerQuestion(':code', ':number'), opened(question)),
    route('post', paths.answerQuestion(':code', ':number'), opened(answer)),
    route(
      'get',
      paths.answerSend(':code'),
      opened((visit, { code, way, version }) => {
        const next = nextQuestion(way.answered)
        if (next !== undefined) return go(visit, paths.answerQuestion(code, next), version)
        const title = versionTexts(version)('review.title')
        return show(visit, version, { title, read: true, body: <AnswerReview code={code} version={version} /> })
      }),
    ),
    route('post', paths.answerSend(':code'), opened(send)),
  ]
}
