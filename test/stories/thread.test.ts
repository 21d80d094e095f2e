import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { addDays, dayAt } from '../../src/shared/calendar-day.ts'
import { checkDigit } from '../../src/shared/person-number.ts'
import { useBrowser } from '../support/browser.ts'
import { expectRefused, fillIn, follow, picture, press, statusFor, wordsOn } from '../support/hand.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// One person's thread from referral to discharge and back, told by those who carry it; each step with the one who may not.

const TODAY = dayAt(new Date())
const TOMORROW = addDays(TODAY, 1)
/** By rule: a date of the official test list, serial 238, and the check digit. */
const numberOf = (birth: string): string => `${birth}238${checkDigit(`${birth.slice(2)}238`)}`

/** Its last digit wrong. */
const mistyped = (number: string): string => number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)

const REASON = 'Behöver samlat stöd efter lång sjukskrivning, redan prövat ensam.'
const OWN_WORDS = 'Jag vill laga cyklar och orka en hel vecka.'
const HOUSEHOLD = 'mellandottern'
const PLAN_NOTE = 'Vi kom överens om två förmiddagar i veckan i verkstaden.'
const SECRET_NOTE = 'Berättade om oro för skulder till en släkting.'
const TRACKS = ['Cykelverkstaden', 'Svenska på arbetet'] as const
const CORRECTED = 'Vi kom överens om tre förmiddagar i veckan i verkstaden.'

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

type People = Record<'caseworker' | 'leader' | 'curator' | 'stranger' | 'head', Page>

async function people(context: TestContext, javaScriptEnabled: boolean): Promise<People> {
  const as = async (name: string) => {
    const viewport = { width: 1200, height: 900 }
    const page = await browser.page(context, { javaScriptEnabled, locale: 'sv-SE', viewport })
    page.setDefaultTimeout(10_000)
    await signInAs(page, program.origin, `${name}@norrby.example`)
    return page
  }
  return {
    caseworker: await as('karin.lindmark'),
    leader: await as('petra.nyholm'),
    curator: await as('maja.wikander'),
    stranger: await as('yusuf.demir'),
    head: await as('agneta.holm'),
  }
}

/** Everything one telling shares; a new person each time. */
type Story = People & {
  name: string
  family: string
  number: string
  referral: string
  thread: string
}

const at = (path: string): string => `${program.origin}${path}`
const pathOf = (page: Page): string => new URL(page.url()).pathname

/** Whoever is not concerned finds nothing there. */
async function expectAbsent(story: Story, address: string, ...who: (keyof People)[]): Promise<void> {
  for (const one of who) {
    const answer = await story[one].request.get(at(address), { maxRedirects: 0 })
    expect(answer.status(), `${one} at ${address}`).toBe(404)
  }
}

async function refer(story: Story): Promise<void> {
  const { caseworker } = story
  await caseworker.goto(at('/remisser/ny'))
  await fillIn(caseworker, {
    personNumber: mistyped(story.number),
    givenName: story.name,
    familyName: story.family,
  })
  await expectRefused(caseworker, 'Spara och fortsätt', { givenName: story.name })
  await fillIn(caseworker, { personNumber: story.number, phone: '08-465 004 44' })
  expect(await press(caseworker, 'Spara och fortsätt')).toBe(200)
  await picture(caseworker, 'varfor')
  await fillIn(caseworker, { reason: REASON, ownWords: OWN_WORDS })
  await press(caseworker, 'Spara och fortsätt')
  await picture(caseworker, 'laget')
  await fillIn(caseworker, { language: 'ar', interpreter: 'yes', 'check-mind': 'yes' })
  await press(caseworker, 'Spara och fortsätt')
  await picture(caseworker, 'vart')
  await fillIn(caseworker, { toUnitId: (await teamValue(caseworker)) ?? '' })
  await press(caseworker, 'Spara och fortsätt')
  await picture(caseworker, 'skicka')
  story.referral = pathOf(caseworker).replace(/\/utkast.*/, '')
  await expectAbsent(story, story.referral, 'leader', 'stranger', 'curator', 'head')
  await expectRefused(caseworker, /^Skicka till/)
  await fillIn(caseworker, { agreedHow: 'oral' })
  expect(await press(caseworker, /^Skicka till/)).toBe(200)
  await picture(caseworker, 'skickad')
  expect(await wordsOn(caseworker)).toContain('Skickad')
}

/** The value of the team Norrby among the choices. */
async function teamValue(page: Page): Promise<string | null> {
  return page
    .getByLabel(/Samordningsteam Norrby/)
    .first()
    .getAttribute('value')
}

async function receive(story: Story): Promise<void> {
  const { leader, caseworker } = story
  await expectAbsent(story, story.referral, 'stranger', 'curator', 'head')
  await leader.goto(at('/remisser'))
  await caseworker.goto(at(story.referral))
  expect(await wordsOn(caseworker), 'the referrer’s own look receives nothing').toContain('Skickad')
  await follow(leader, new RegExp(story.name))
  expect(pathOf(leader)).toBe(story.referral)
  expect(await wordsOn(leader)).toContain('Remissen är mottagen')
  expect(await wordsOn(leader)).toContain(REASON)
  await picture(leader, 'remiss-hos-teamet')
  await caseworker.goto(at(story.referral))
  expect(await wordsOn(caseworker)).toContain('Mottagen')
}

async function visit(story: Story): Promise<void> {
  const { leader } = story
  await leader.goto(at(story.referral))
  await follow(leader, 'Boka studiebesök')
  await fillIn(leader, { studyVisitOn: '2026-02-31' })
  await expectRefused(leader, 'Spara dagen', { studyVisitOn: '2026-02-31' })
  await fillIn(leader, { studyVisitOn: TODAY })
  await press(leader, 'Spara dagen')
  await follow(leader, /Hur gick studiebesöket/)
  await expectAbsent(story, pathOf(leader), 'stranger', 'caseworker')
  await fillIn(leader, { outcome: 'done' })
  await press(leader, 'Spara')
  await picture(leader, 'studiebesok')
}

async function takeIn(story: Story): Promise<void> {
  const { leader, caseworker } = story
  await leader.goto(at(story.referral))
  await follow(leader, 'Säg ja, ställ i kö')
  await press(leader, 'Säg ja')
  await caseworker.goto(at(story.referral))
  expect(await wordsOn(caseworker)).toContain('i kö')
  await leader.goto(at('/ko'))
  await picture(leader, 'kon')
  await expectAbsent(story, '/ko', 'head')
  const row = leader.locator('tr, li, article').filter({ hasText: story.name }).last()
  await row.getByRole('link', { name: 'Flytta' }).click()
  await fillIn(leader, { to: '1' })
  await expectRefused(leader, 'Flytta')
  await fillIn(leader, { to: '1', reason: 'Har en plats som väntar.' })
  await press(leader, 'Flytta')
  await leader.goto(at(`${story.referral}/inskrivning`))
  await picture(leader, 'inskrivning')
  await expectAbsent(story, `${story.referral}/inskrivning`, 'caseworker', 'stranger', 'curator', 'head')
  await leader.goto(at(`${story.referral}/inskrivning`))
  await fillIn(leader, { startOn: '2026-02-31' })
  await expectRefused(leader, 'Skriv in', { startOn: '2026-02-31' })
  await fillIn(leader, { startOn: TODAY })
  await fillIn(leader, { leadUserId: await valueNamed(leader, 'leadUserId', 'Elin Forsgren'), toldHow: 'meeting' })
  expect(await press(leader, 'Skriv in')).toBe(200)
  await picture(leader, 'inskriven')
  await leader.goto(at(story.referral))
  await follow(leader, 'Öppna tråden')
  story.thread = pathOf(leader)
  expect(await wordsOn(leader)).toContain('Elin Forsgren')
  await picture(leader, 'traden')
}

/** The value behind a name, in a list or among choices. */
async function valueNamed(page: Page, field: string, name: string): Promise<string> {
  const option = page.locator(`main select[name="${field}"] option`, { hasText: name })
  if ((await option.count()) > 0) return (await option.first().getAttribute('value')) ?? ''
  return (await page.getByLabel(name).first().getAttribute('value')) ?? ''
}

/** Next step, household and two notes: one of the plan, one that stays in the unit. */
async function daily(story: Story): Promise<void> {
  const { leader } = story
  await leader.goto(at(`${story.thread}/steg/nytt`))
  await fillIn(leader, { what: 'Besöka verkstaden', dueOn: TOMORROW })
  await expectRefused(leader, 'Spara steget', { what: 'Besöka verkstaden' })
  await fillIn(leader, { who: 'person' })
  expect(await press(leader, 'Spara steget')).toBe(200)
  await leader.goto(at(`${story.thread}/hushall/ny`))
  await fillIn(leader, { kind: 'child', label: HOUSEHOLD, birthYear: '2015', relation: 'dotter', livesHere: 'yes' })
  expect(await press(leader, 'Spara')).toBe(200)
  for (const [body, category] of [
    [PLAN_NOTE, 'plan'],
    [SECRET_NOTE, 'notes'],
  ] as const) {
    await leader.goto(at(`${story.thread}/anteckningar/ny`))
    await fillIn(leader, { category, body })
    expect(await press(leader, 'Spara anteckningen')).toBe(200)
  }
  await picture(leader, 'efter anteckningar')
  await expectAbsent(story, `${story.thread}/anteckningar`, 'curator', 'stranger', 'head')
  await expectAbsent(story, `${story.thread}/steg/nytt`, 'curator', 'stranger', 'head')
}

/** Taken with the person in Arabic, looked at as the receiver will see it, then given. */
async function consentGiven(story: Story): Promise<void> {
  const { leader } = story
  await expectAbsent(story, story.thread, 'curator', 'stranger', 'head')
  await beginConsent(story)
  expect(await leader.locator('main [lang="ar"]').count()).toBeGreaterThan(0)
  await picture(leader, 'samtycke pa arabiska')
  await expectRefused(leader, 'Visa vad de får se')
  const preview = await consentTo(story, 'plan')
  await picture(leader, 'forhandsvisning')
  expect(preview).toContain(PLAN_NOTE)
  for (const secret of [SECRET_NOTE, HOUSEHOLD, REASON]) expect(preview).not.toContain(secret)
  await expectAbsent(story, story.thread, 'curator')
  expect(await press(leader, 'Personen säger ja: spara')).toBe(200)
  await picture(leader, 'samtycke sparat')
}

async function beginConsent({ leader, thread }: Story): Promise<void> {
  await leader.goto(at(`${thread}/samtycke`))
  await follow(leader, 'Ta samtycke')
  await follow(leader, 'العربية')
}

/** Chooses psychiatry as receiver of one category; gives what the receiver will see. */
async function consentTo({ leader }: Story, category: string): Promise<string> {
  const receiver = await receiverOf(leader, /Vuxenpsykiatrin Norrby/)
  await fillIn(leader, { receiver: [receiver], categories: [category], givenHow: 'oral', interpreter: true })
  expect(await press(leader, 'Visa vad de får se')).toBe(200)
  await leader.locator('#sidan > summary').click()
  return leader.locator('.as-receiver').innerText()
}

/** A narrower consent later: what the person wants belongs to the plan, and is not told with attendance. */
async function narrowerConsent(story: Story): Promise<void> {
  const { leader, curator } = story
  await beginConsent(story)
  const preview = await consentTo(story, 'attendance')
  expect(await press(leader, 'Personen säger ja: spara')).toBe(200)
  expect(await statusFor(curator, at(story.thread))).toBe(200)
  for (const words of [preview, await curator.content()]) {
    expect(words).toContain(story.family)
    for (const secret of [OWN_WORDS, PLAN_NOTE, CORRECTED, SECRET_NOTE, HOUSEHOLD, REASON, ...TRACKS])
      expect(words).not.toContain(secret)
  }
  await withdraw(story)
  expect(await statusFor(curator, at(story.thread))).toBe(404)
}

/** The value of a receiver among the choices, by its words (they may be in the person's language). */
async function receiverOf(page: Page, words: RegExp): Promise<string> {
  const choice = page.locator('main label').filter({ hasText: words }).first()
  return (await page.locator(`#${await choice.getAttribute('for')}`).getAttribute('value')) ?? ''
}

/** The plan and nothing else, on the page, in lists, in search and in what can be taken out. */
async function curatorSees(story: Story): Promise<void> {
  const { curator } = story
  expect(await statusFor(curator, at(story.thread))).toBe(200)
  await picture(curator, 'kuratorn ser')
  const html = await curator.content()
  expect(await wordsOn(curator)).toContain('Besöka verkstaden')
  expect(html).toContain(PLAN_NOTE)
  expect(html).toContain(OWN_WORDS)
  for (const secret of [SECRET_NOTE, HOUSEHOLD, REASON]) expect(html).not.toContain(secret)
  for (const address of [`${story.thread}/anteckningar`, '/deltagare', '/i-dag', '/remisser']) {
    await curator.goto(at(address))
    const page = await curator.content()
    for (const secret of [SECRET_NOTE, HOUSEHOLD, REASON]) expect(page, address).not.toContain(secret)
  }
  expect(await statusFor(curator, at(story.referral))).toBe(404)
  for (const form of ['steg/nytt', 'hushall/ny', 'avsluta', 'kontakt/ny'])
    expect(await statusFor(curator, at(`${story.thread}/${form}`)), form).not.toBe(200)
  await curator.goto(at('/deltagare/sok'))
  const [field] = await curator.locator('main input[type="search"], main input[type="text"]').all()
  await field?.fill(story.number)
  await field?.press('Enter')
  await curator.waitForLoadState()
  await picture(curator, 'kuratorn soker')
  const found = await curator.content()
  for (const secret of [SECRET_NOTE, HOUSEHOLD, REASON]) expect(found).not.toContain(secret)
  await expectAbsent(story, story.thread, 'stranger', 'head')
}

async function contactChanged(story: Story): Promise<void> {
  const { leader } = story
  await leader.goto(at(story.thread))
  await follow(leader, /^Byt/)
  const form = pathOf(leader)
  await expectRefused(leader, 'Spara bytet')
  await fillIn(leader, { userId: await valueNamed(leader, 'userId', 'Samir Haddad'), fromOn: TOMORROW })
  expect(await press(leader, 'Spara bytet')).toBe(200)
  await picture(leader, 'beratta for personen')
  expect(await leader.locator('main').innerText()).toContain('Samir Haddad')
  await fillIn(leader, { toldHow: 'meeting', toldOn: TODAY })
  expect(await press(leader, 'Spara')).toBe(200)
  expect(await wordsOn(leader)).toContain('Samir Haddad')
  await expectAbsent(story, form, 'stranger', 'head')
  expect(await statusFor(story.curator, at(form))).not.toBe(200)
}

async function twoTracks(story: Story): Promise<void> {
  const { leader } = story
  for (const [index, name] of TRACKS.entries()) {
    await leader.goto(at(`${story.thread}/spar/nytt`))
    await fillIn(leader, { name, hours: '41', startOn: TODAY, lane: index === 0 ? 'workplace' : 'municipality' })
    await expectRefused(leader, 'Starta spåret', { name, hours: '41' })
    await fillIn(leader, { hours: index === 0 ? '6' : '3,25', purpose: 'Jag vill prova.' })
    expect(await press(leader, 'Starta spåret')).toBe(200)
  }
  await picture(leader, 'tva spar')
  expect(await wordsOn(leader)).toContain('9,25')
  await expectAbsent(story, `${story.thread}/spar/nytt`, 'stranger', 'head')
}

async function noteCorrected(story: Story): Promise<void> {
  const { leader, curator } = story
  await leader.goto(at(`${story.thread}/anteckningar`))
  const note = leader.locator('article, li, section').filter({ hasText: PLAN_NOTE }).last()
  await note
    .getByRole('link', { name: /^Rätta/ })
    .first()
    .click()
  const form = pathOf(leader)
  await fillIn(leader, { body: '' })
  await expectRefused(leader, 'Spara rättelsen')
  await fillIn(leader, { body: CORRECTED })
  expect(await press(leader, 'Spara rättelsen')).toBe(200)
  await leader.goto(at(`${story.thread}/anteckningar`))
  await picture(leader, 'rattad')
  expect(await leader.content()).toContain(CORRECTED)
  expect(await leader.content()).toContain(PLAN_NOTE)
  await curator.goto(at(`${story.thread}/anteckningar`))
  expect(await curator.content()).toContain(CORRECTED)
  expect(await statusFor(curator, at(form))).not.toBe(200)
  await expectAbsent(story, form, 'stranger', 'head')
}

async function consentWithdrawn(story: Story): Promise<void> {
  const { curator } = story
  expect(await statusFor(curator, at(story.thread))).toBe(200)
  const form = await withdraw(story)
  expect(await statusFor(curator, at(story.thread)), 'the very next request').toBe(404)
  await expectAbsent(story, form, 'curator', 'stranger', 'head')
  await expectAbsent(story, `${story.thread}/anteckningar`, 'curator')
  await curator.goto(at('/deltagare'))
  expect(await curator.content()).not.toContain(story.family)
}

/** Gives the address of the form. */
async function withdraw({ leader, thread }: Story): Promise<string> {
  await leader.goto(at(`${thread}/samtycke`))
  await follow(leader, /^Dra tillbaka/)
  await picture(leader, 'dra tillbaka')
  const form = pathOf(leader)
  await expectRefused(leader, 'Dra tillbaka samtycket')
  await fillIn(leader, { withdrawnHow: 'oral' })
  expect(await press(leader, 'Dra tillbaka samtycket')).toBe(200)
  return form
}

async function dischargedAndBack(story: Story): Promise<void> {
  const { leader } = story
  await leader.goto(at(`${story.thread}/avsluta`))
  await picture(leader, 'avsluta')
  await fillIn(leader, { destination: 'work', reason: 'goal_reached', onDay: TODAY, comment: 'Håller tider.' })
  await expectRefused(leader, 'Avsluta tråden')
  await fillIn(leader, { closingTalkOn: TODAY })
  expect(await press(leader, 'Avsluta tråden')).toBe(200)
  await picture(leader, 'avslutad')
  await expectAbsent(story, `${story.thread}/ateroppna`, 'stranger', 'head', 'curator')
  await leader.goto(at(`${story.thread}/ateroppna`))
  await expectRefused(leader, 'Ta upp tråden igen')
  await fillIn(leader, { reason: 'Jobbet tog slut.', userId: await valueNamed(leader, 'userId', 'Elin Forsgren') })
  expect(await press(leader, 'Ta upp tråden igen')).toBe(200)
  expect(await wordsOn(leader)).toContain('Elin Forsgren')
  await leader.goto(at(story.thread))
  await picture(leader, 'igang igen')
  expect(await wordsOn(leader)).toContain(story.family)
}

async function tell(story: Story): Promise<void> {
  await refer(story)
  await receive(story)
  await visit(story)
  await takeIn(story)
  await daily(story)
  await consentGiven(story)
  await curatorSees(story)
  await contactChanged(story)
  await twoTracks(story)
  await noteCorrected(story)
  await consentWithdrawn(story)
  await narrowerConsent(story)
  await dischargedAndBack(story)
}

const person = (name: string, birth: string) => ({
  ...{ name, family: `${name}sdotter`, number: numberOf(birth), referral: '', thread: '' },
})

describe('one person’s thread', () => {
  test('without script', { timeout: 400_000 }, async (context) => {
    await tell({ ...(await people(context, false)), ...person('Amal', '19850314') })
  })

  test('with script', { timeout: 400_000 }, async (context) => {
    await tell({ ...(await people(context, true)), ...person('Siv', '19870521') })
  })
})
