import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { type BuiltRound, buildRound } from '../round/round.build.ts'
import { VERSIONS } from '../texts/self.ts'
import { WRONG_CODES } from './answer.pages.tsx'
import { ANSWERS, nextQuestion, QUESTIONS } from './question.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let users: Record<'lena' | 'karin' | 'kerstin' | 'maja' | 'agneta', BuiltUser>
let round: BuiltRound
const signedIn = (who: keyof typeof users): Promise<Visitor> => app.signedIn(users[who].email, BUILT_PASSWORD)
const rows = async (text: string, values: unknown[] = []) => (await database.migrator.query(text, values)).rows

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  built = await buildAssociation(database.migrator)
  users = {
    lena: await built.user('Lena Leder', built.office, 'team_leader'),
    karin: await built.user('Karin', built.office, 'caseworker'),
    kerstin: await built.user('Kerstin', built.office, 'caseworker'),
    maja: await built.user('Maja', built.care, 'team_leader'),
    agneta: await built.user('Agneta', built.staffUnit, 'association_head'),
  }
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.migrator.query('truncate sign_in_attempt')
  round = await buildRound(database.migrator, built.associationId, built.office, users.lena, [
    { code: 'P1', rater: users.karin },
    { code: 'P2', rater: users.kerstin },
  ])
})

const own = (person: number) => `/kartlaggning/${round.roundId}/egna/${round.personIds[person]}`
/** A code made by staff for a person of the round. */
async function codeFor(who: keyof typeof users, person: number, how = 'link'): Promise<string> {
  const staff = await signedIn(who)
  const made = await staff.send(await staff.get(own(person)), { how }, `${own(person)}/kod`)
  expect(made.text).toContain('Koden är gjord')
  const grouped = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(made.text)![0]
  expect(made.html).toContain(`/svara/${grouped.replace('-', '')}`)
  return grouped.replace('-', '')
}
const answerAll = async (person: Visitor, code: string, answer = 'no', from = 1) => {
  for (let number = from; number <= QUESTIONS.length; number++)
    await person.post(`/svara/${code}/fraga/${number}`, { answer })
}
const kept = async (person: number) =>
  (
    await rows(
      'select answers, language, how, done_at is not null as done from survey_self where survey_person_id = $1',
      [round.personIds[person]],
    )
  )[0]

describe('a person answers', () => {
  test('one question after the other, resumes where it was, sends once; no cookie is set', async () => {
    const code = await codeFor('karin', 0)
    const person = app.visitor()
    const typed = await person.send(await person.get('/svara?lang=easy'), {
      code: `${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`,
    })
    expect(typed.text).toContain('Vad är svårt med arbete?')
    const first = await person.get(`/svara/${code}/fraga/1?lang=easy`)
    expect(first.text).toContain('Fråga 1 av 10')
    const second = await person.send(first, { answer: 'yes' })
    expect(second.text).toContain('Fråga 2 av 10')
    const missing = await person.send(second, {})
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('Välj ett svar.')
    // Another day, another browser: it goes on at the second question, in the language chosen.
    const later = app.visitor()
    const begin = await later.get(`/svara/${code}`)
    expect(begin.text).toContain('Vad är svårt med arbete?')
    expect(begin.html).toContain(`/svara/${code}/fraga/2?lang=easy`)
    await answerAll(later, code, 'unsure', 2)
    const review = await later.get(`/svara/${code}/skicka?lang=en`)
    expect(review.text).toContain('You have answered all the questions')
    const thanks = await later.send(review, {})
    expect(thanks.text).toContain('Thank you! Your answers are sent')
    expect(await kept(0)).toMatchObject({
      how: 'link',
      done: true,
      answers: { lack_of_work_experience: 'yes', other: 'unsure' },
    })
    for (const one of [first, begin, thanks]) {
      expect(one.headers.getSetCookie()).toEqual([])
      expect(one.headers.get('cache-control')).toBe('no-store')
    }
    expect(
      await rows(`select self_state from survey_person where survey_person_id = $1`, [round.personIds[0]]),
    ).toEqual([{ self_state: 'done' }])
    expect(
      await rows(`select kind, actor_id from survey_event where survey_person_id = $1 order by survey_event_id`, [
        round.personIds[0],
      ]),
    ).toEqual([
      { kind: 'link-made', actor_id: users.karin.userId },
      { kind: 'self-answered', actor_id: null },
    ])
  })

  test('nothing is sent before every question is answered', async () => {
    const code = await codeFor('karin', 0)
    const person = app.visitor()
    await answerAll(person, code, 'no', 3)
    const back = await person.post(`/svara/${code}/skicka`, {})
    expect(back.path).toContain('/fraga/1')
    expect(await kept(0)).toMatchObject({ done: false })
  })

  test('whatever is answered, no page through the code ever tells it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.constantFrom(...ANSWERS)), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom(...VERSIONS),
        async (given, version) => {
          await database.migrator.query('delete from survey_self')
          const code = await codeFor('kerstin', 1)
          const person = app.visitor()
          for (const [number, answer] of given)
            await person.post(`/svara/${code}/fraga/${number}?lang=${version}`, { answer })
          const pages = async () => {
            const all = []
            for (const path of ['', '/fraga/1', `/fraga/${given[0]![0]}`])
              all.push((await person.get(`/svara/${code}${path}?lang=${version}`)).html)
            return all
          }
          const before = await pages()
          // The same questions, answered the other way: every page is the same letter by letter.
          await database.migrator.query(
            `update survey_self set answers = (select jsonb_object_agg(k, 'unsure') from jsonb_object_keys(answers) k)`,
          )
          expect(await pages()).toEqual(before)
        },
      ),
      { numRuns: 8, seed: 20261123 },
    ))
})

describe('a code that opens nothing says what to do', () => {
  test('used, and a paper typed in', async () => {
    const code = await codeFor('karin', 0)
    const person = app.visitor()
    await answerAll(person, code)
    await person.post(`/svara/${code}/skicka`, {})
    for (const path of ['', '/fraga/1', '/skicka']) {
      const page = await person.get(`/svara/${code}${path}`)
      expect(page.status).toBe(404)
      expect(page.text).toContain('Svaren är redan skickade')
    }
    const late = await person.post(`/svara/${code}/fraga/1`, { answer: 'yes' })
    expect(late.text).toContain('Svaren är redan skickade')
    expect(await kept(0)).toMatchObject({ answers: { lack_of_work_experience: 'no' } })
  })

  test('expired, taken back, of a closed round, unknown', async () => {
    const code = await codeFor('karin', 0)
    const person = app.visitor()
    const karin = await signedIn('karin')
    const ask = async () => (await person.post(`/svara/${code}/fraga/1`, { answer: 'yes' })).text
    await database.migrator.query(
      `update survey_link set made_at = now() - interval '20 days', expires_at = now() - interval '1 second'`,
    )
    expect(await ask()).toContain('Koden har slutat gälla. Be din handläggare om en ny.')
    await database.migrator.query(`update survey_link set expires_at = now() + interval '1 day'`)
    await database.migrator.query(
      `update survey_round set state = 'closed', closed_on = opened_on where survey_round_id = $1`,
      [round.roundId],
    )
    expect(await ask()).toContain('Frågorna är stängda nu')
    await database.migrator.query(
      `update survey_round set state = 'open', closed_on = null where survey_round_id = $1`,
      [round.roundId],
    )
    const ended = await karin.send(await karin.get(own(0)), {}, `${own(0)}/dra-in`)
    expect(ended.text).toContain('Koden är indragen')
    expect(await ask()).toContain('Koden är indragen. Be din handläggare om en ny.')
    expect((await person.get('/svara/ABCDEFGHJK')).text).toContain('Vi hittar ingen sådan kod')
    const bad = await person.post('/svara', { code: 'abc<0>' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('value="abc&lt;0&gt;"')
    expect(await kept(0)).toBeUndefined()
  })

  test('a new code ends the one before, and what was answered stays', async () => {
    const old = await codeFor('karin', 0)
    const person = app.visitor()
    await person.post(`/svara/${old}/fraga/1`, { answer: 'yes' })
    const fresh = await codeFor('karin', 0, 'tablet')
    expect((await person.get(`/svara/${old}`)).text).toContain('Koden är indragen')
    expect((await person.get(`/svara/${fresh}`)).html).toContain('/fraga/2')
    const [{ hours }] = await rows(
      `select round(extract(epoch from expires_at - made_at) / 3600)::int as hours from survey_link where ended_at is null order by made_at desc limit 1`,
    )
    expect(hours).toBe(2)
  })

  test('whoever tries many codes waits, also for a right one; others do not', async () => {
    const code = await codeFor('karin', 0)
    const thief = app.visitor()
    for (let turn = 0; turn < WRONG_CODES.most; turn++) expect((await thief.get('/svara/ABCDEFGHJK')).status).toBe(404)
    const refused = await thief.get(`/svara/${code}`)
    expect(refused.status).toBe(429)
    expect(refused.text).toContain('Vänta lite')
    // Signing in is counted apart.
    await signedIn('karin')
  })

  test('whoever is signed in does not answer', async () => {
    const code = await codeFor('karin', 0)
    const karin = await signedIn('karin')
    const page = await karin.get(`/svara/${code}`)
    expect(page.status).toBe(403)
    expect(page.text).toContain('Logga ut innan någon svarar')
    expect(page.html).not.toContain('href="/deltagare"')
    expect((await karin.post(`/svara/${code}/fraga/1`, { answer: 'yes' })).status).toBe(403)
    expect(await kept(0)).toBeUndefined()
  })
})

describe('staff', () => {
  test('see and make codes for own people only; others find nothing', async () => {
    await codeFor('karin', 0)
    const kerstin = await signedIn('kerstin')
    for (const path of ['', '/papper']) expect((await kerstin.get(own(0) + path)).status).toBe(404)
    const list = await kerstin.get(`/kartlaggning/${round.roundId}/egna`)
    expect(list.text).toContain('P2')
    expect(list.text).not.toContain('P1')
    const made = await kerstin.send(list, {}, `/kartlaggning/${round.roundId}/egna/koder`)
    expect(made.text).toContain('Koderna är gjorda')
    expect(made.text.match(/[A-Z2-9]{5}-[A-Z2-9]{5}/g)).toHaveLength(1)
    expect(
      await rows('select count(*)::int as n from survey_link where ended_at is null and survey_round_id = $1', [
        round.roundId,
      ]),
    ).toEqual([{ n: 2 }])
    for (const who of ['maja', 'agneta'] as const) {
      const other = await signedIn(who)
      for (const path of [
        own(0),
        `${own(0)}/papper`,
        `/kartlaggning/${round.roundId}/egna`,
        `/kartlaggning/${round.roundId}/egna/koder`,
        `/kartlaggning/${round.roundId}/blankett`,
      ])
        expect((await other.get(path)).status, `${who} ${path}`).toBe(404)
    }
    const forged = await kerstin.post(`${own(0)}/kod`, {
      how: 'link',
      _token: /name="_token" value="([^"]+)"/.exec(list.html)![1]!,
    })
    expect(forged.status).toBe(404)
  })

  test('type a paper in, exactly as it is, and correct it; the leader does not see a paper of another', async () => {
    const karin = await signedIn('karin')
    const form = await karin.get(`${own(0)}/papper`)
    const empty = await karin.send(form, { written: 'ar', other: 'yes' }, `${own(0)}/papper`)
    expect(empty.status).toBe(422)
    expect(empty.html).toMatch(/name="other"[^>]*value="yes"[^>]*checked/)
    const all = Object.fromEntries(QUESTIONS.map((question) => [question, 'no']))
    const saved = await karin.send(empty, { ...all, other: 'yes', high_age: 'blank' }, `${own(0)}/papper`)
    expect(saved.text).toContain('Svaren från pappret är sparade')
    const paper = await kept(0)
    expect(paper).toMatchObject({ how: 'paper', language: 'ar', done: true, answers: { other: 'yes', language: 'no' } })
    expect(Object.keys(paper.answers)).not.toContain('high_age')
    const stale = await karin.send(form, { ...all, written: 'sv', _key: '' }, `${own(0)}/papper`)
    expect(stale.status).toBe(409)
    const mended = await karin.send(stale, { other: 'unsure' }, `${own(0)}/papper`)
    expect(mended.text).toContain('Svaren från pappret är sparade')
    expect(await kept(0)).toMatchObject({ answers: { other: 'unsure' } })
    const lena = await signedIn('lena')
    const other = await lena.get(`${own(0)}/papper`)
    expect(other.status).toBe(409)
    expect(other.html).not.toContain('checked')
  })

  test('do not write over somebody who has begun', async () => {
    const code = await codeFor('karin', 0)
    const karin = await signedIn('karin')
    const form = await karin.get(`${own(0)}/papper`)
    await app.visitor().post(`/svara/${code}/fraga/1`, { answer: 'yes' })
    const all = Object.fromEntries(QUESTIONS.map((question) => [question, 'no']))
    const refused = await karin.send(form, { ...all, written: 'sv' }, `${own(0)}/papper`)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Pappret är inte sparat')
    expect(await kept(0)).toMatchObject({ how: 'link', answers: { lack_of_work_experience: 'yes' } })
  })

  test('a paper to print is in the language of whoever answers', async () => {
    const karin = await signedIn('karin')
    const page = await karin.get(`/kartlaggning/${round.roundId}/blankett?sprak=ar&person=${round.personIds[0]}`)
    expect(page.html).toMatch(/<section class="answer-paper" lang="ar" dir="rtl"/)
    expect(page.html).toContain('answer-paper-code">P1<')
    expect((await karin.get(`/kartlaggning/${round.roundId}/blankett?person=${round.personIds[1]}`)).status).toBe(404)
  })
})

test('the next question is the first one left after the last', () =>
  fc.assert(
    fc.property(fc.subarray([...QUESTIONS]), fc.integer({ min: 0, max: 10 }), (answered, after) => {
      const next = nextQuestion(answered, after)
      const left = QUESTIONS.map((_, at) => at + 1).filter((number) => !answered.includes(QUESTIONS[number - 1]!))
      if (next === undefined) expect(left).toEqual([])
      else expect(next).toBe(left.find((number) => number > after) ?? Math.min(...left))
    }),
  ))
