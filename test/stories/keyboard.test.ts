import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { useBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/running-program.ts'

// The main steps with Tab, Enter, Space and arrows alone: what has the focus is always seen, and a form that comes back
// puts it on what is wrong.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

const MOST_TABS = 250
const TODAY = dayAt(new Date())

type Focused = { tag: string; name: string; value: string; words: string; seen: boolean; inView: boolean }

/** What has the focus, and whether one can see that it has. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { name?: string; value?: string }
    const label = element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null
    const marked = [element, label, element.parentElement].some((one) => {
      if (!one) return false
      const style = getComputedStyle(one)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    })
    const box = element.getBoundingClientRect()
    return {
      tag: element.tagName.toLowerCase(),
      name: element.name ?? '',
      value: element.value ?? '',
      words: (element.innerText || label?.textContent || '').trim(),
      seen: marked,
      inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    }
  })

/** Presses Tab until something of these words or this name has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, wanted: { words?: RegExp; name?: string }): Promise<Focused> {
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (here.tag === 'body') continue
    expect(
      here.seen && here.inView,
      `${page.url()}: focus on <${here.tag}> "${here.words || here.name}" is not seen`,
    ).toBe(true)
    if (wanted.words?.test(here.words) || (wanted.name !== undefined && here.name === wanted.name)) return here
  }
  throw new Error(`${page.url()}: no way to ${wanted.words ?? wanted.name} with Tab`)
}

async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${program.origin}/?lang=sv`)
  await page.keyboard.press('Tab')
  const skip = await focused(page)
  expect(skip, 'the first stop leads past the navigation').toMatchObject({ tag: 'a', seen: true, inView: true })
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).not.toBe('')
  await tabTo(page, { words: new RegExp(name) })
  await enter(page)
  expect(new URL(page.url()).pathname).toBe('/i-dag')
}

const words = (page: Page): Promise<string> => page.locator('main').innerText()

/** Replaces what stands in the field that has the focus. */
async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await type(page, text)
}

/** One of several, with the arrows. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, { name })
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 30 && (await focused(page)).value !== value; presses++)
    await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toMatchObject({ name, value })
}

/** One of a list, by the first letters of its words. */
async function chooseFrom(page: Page, name: string, letters: string): Promise<void> {
  const field = await tabTo(page, { name })
  if (field.tag !== 'select') {
    for (let presses = 0; presses < 30 && !(await focused(page)).words.startsWith(letters); presses++)
      await page.keyboard.press(presses === 0 ? 'Space' : 'ArrowDown')
    expect((await focused(page)).words).toContain(letters)
    return
  }
  await type(page, letters)
  const chosen = await page.locator(`select[name="${name}"] option:checked`).innerText()
  expect(chosen).toContain(letters)
}
const choosePerson = (page: Page, letters: string): Promise<void> => chooseFrom(page, 'userId', letters)

async function pressButton(page: Page, words: RegExp): Promise<void> {
  for (;;) {
    const here = await tabTo(page, { words })
    if (here.tag === 'button') break
  }
  await enter(page)
}

/** The form came back: what is wrong has the focus, and says so in the title. */
async function expectSummaryFirst(page: Page): Promise<void> {
  expect(await page.title()).toMatch(/^Fel:/)
  expect(await page.locator('.error-summary').evaluate((element) => element === document.activeElement)).toBe(true)
}

const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text)

test('a person’s thread from the referral to the discharge and back', { timeout: 400_000 }, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 1000, height: 800 } })
  await signIn(page, 'Karin')
  await tabTo(page, { words: /^Remisser/ })
  await enter(page)
  await tabTo(page, { words: /^Ny remiss/ })
  await enter(page)

  await tabTo(page, { name: 'givenName' })
  await type(page, 'Tove')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  const summary = page.locator('.error-summary')
  expect(await summary.evaluate((element) => element === document.activeElement), 'the summary has the focus').toBe(
    true,
  )
  expect(await page.title()).toMatch(/^Fel:/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const wrong = await focused(page)
  expect(wrong.tag, 'the summary leads to the field').toBe('input')

  await page.goto(page.url().split('#')[0] ?? '')
  await tabTo(page, { name: 'noNumber' })
  await page.keyboard.press('Space')
  await tabTo(page, { name: 'givenName' })
  await type(page, 'Tove')
  await tabTo(page, { name: 'familyName' })
  await type(page, 'Tangent')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'reason' })
  await type(page, 'Vill börja arbeta igen.')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'check-mind' })
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  expect((await focused(page)).value).toBe('no')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'toUnitId' })
  await page.keyboard.press('Space')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'agreedHow' })
  await page.keyboard.press('Space')
  await tabTo(page, { words: /^Skicka till/ })
  await enter(page)
  const referral = new URL(page.url()).pathname
  expect(await page.locator('main').innerText()).toContain('Skickad')

  await page.context().clearCookies()
  await signIn(page, 'Petra')
  await tabTo(page, { words: /^Remisser/ })
  await enter(page)
  await tabTo(page, { words: /Tove/ })
  await enter(page)
  expect(new URL(page.url()).pathname).toBe(referral)
  expect(await page.locator('main').innerText()).toContain(dayAt(new Date()).slice(0, 4))
  await tabTo(page, { words: /^Boka studiebesök/ })
  await enter(page)
  await tabTo(page, { name: 'studyVisitOn' })
  await page.keyboard.press('ControlOrMeta+a')
  await type(page, '2026-02-31')
  await enter(page)
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect((await focused(page)).name).toBe('studyVisitOn')
  await retype(page, TODAY)
  await enter(page)
  await tabTo(page, { words: /^Hur gick studiebesöket/ })
  await enter(page)
  await choose(page, 'outcome', 'done')
  await pressButton(page, /^Spara/)
  await queueAndIntake(page, referral)
  const thread = new URL(page.url()).pathname
  await consent(page, thread)
  await contactChange(page, thread)
  await twoTracks(page, thread)
  await note(page, thread)
  await correction(page, thread)
  await withdrawal(page, thread)
  await dischargeAndBack(page, thread)
})

/** From the answer to the person's first day. */
async function queueAndIntake(page: Page, referral: string): Promise<void> {
  await tabTo(page, { words: /^Säg ja, ställ i kö/ })
  await enter(page)
  await pressButton(page, /^Säg ja/)
  expect(await words(page)).toContain('i kö')
  await page.goto(`${program.origin}/i-dag`)
  await tabTo(page, { words: /^Öppna kön/ })
  await enter(page)
  // Others stand before her: the queue is kept, but for a reason.
  await tabTo(page, { words: /^Flytta.*Tove/s })
  await enter(page)
  await tabTo(page, { name: 'to' })
  await retype(page, '1')
  await tabTo(page, { name: 'reason' })
  await type(page, 'Har en plats som väntar.')
  await pressButton(page, /^Flytta/)
  await tabTo(page, { words: /^Skriv in.*Tove/s })
  await enter(page)
  expect(new URL(page.url()).pathname).toBe(`${referral}/inskrivning`)
  await tabTo(page, { name: 'startOn' })
  await retype(page, '2026-02-31')
  await enter(page)
  await expectSummaryFirst(page)
  await tabTo(page, { name: 'startOn' })
  await retype(page, TODAY)
  await chooseFrom(page, 'leadUserId', 'Elin')
  await choose(page, 'toldHow', 'meeting')
  await pressButton(page, /^Skriv in/)
  expect(await words(page)).toContain('Personen är inskriven')
  await page.goto(`${program.origin}${referral}`)
  await tabTo(page, { words: /^Öppna tråden/ })
  await enter(page)
  expect(await words(page)).toContain('Elin Forsgren')
}

/** The talk, what two receivers will see, and the yes. */
async function consent(page: Page, thread: string): Promise<void> {
  await tabTo(page, { words: /^Ta samtycke/ })
  await enter(page)
  await tabTo(page, { words: /^Svenska/ })
  await enter(page)
  await tabTo(page, { name: 'receiver' })
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await pressButton(page, /^Visa vad de får se/)
  await expectSummaryFirst(page)
  expect(await page.locator('[name=receiver]:checked').count(), 'what was ticked stays').toBe(2)
  await tabTo(page, { name: 'categories' })
  await page.keyboard.press('Space')
  await choose(page, 'givenHow', 'oral')
  await pressButton(page, /^Visa vad de får se/)
  const first = await page.locator('h1').first().innerText()
  // The page as they will see it is folded: opened with the keyboard, one receiver after the other.
  await tabTo(page, { words: /^Så här ser/ })
  await page.keyboard.press('Enter')
  const [, second] = await page.locator('.tabs a').all()
  await tabTo(page, { words: new RegExp(`^${(await second?.innerText()) ?? '-'}$`) })
  await enter(page)
  expect(await page.locator('.tabs [aria-current]').innerText()).toBe(await page.locator('.tabs a').nth(1).innerText())
  expect(await page.locator('h1').first().innerText()).toBe(first)
  await pressButton(page, /^Personen säger ja/)
  expect(await page.locator('.consent-paper').count()).toBe(1)
  await page.goto(`${program.origin}${thread}`)
}

/** Somebody takes over, and the person is told. */
async function contactChange(page: Page, thread: string): Promise<void> {
  await tabTo(page, { words: /^Byt\b/ })
  await enter(page)
  await pressButton(page, /^Spara bytet/)
  await expectSummaryFirst(page)
  const name = 'Samir Haddad'
  await tabTo(page, { name: 'userId' })
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 20 && !(await focused(page)).words.includes(name); presses++)
    await page.keyboard.press('ArrowDown')
  expect((await focused(page)).words).toContain(name)
  await pressButton(page, /^Spara bytet/)
  expect(await page.locator('article.letter').innerText()).toContain(name)
  await choose(page, 'toldHow', 'meeting')
  await pressButton(page, /^Spara/)
  expect(new URL(page.url()).pathname).toBe(thread)
  expect(await words(page)).toContain(name)
}

async function note(page: Page, thread: string): Promise<void> {
  await tabTo(page, { words: /^Skriv en anteckning/ })
  await enter(page)
  await choose(page, 'category', 'plan')
  await tabTo(page, { name: 'body' })
  await type(page, 'Vill börja på tisdag.')
  await pressButton(page, /^Spara anteckningen/)
  expect(await page.content()).toContain('Vill börja på tisdag.')
  await page.goto(`${program.origin}${thread}`)
}

/** Two interventions in parallel; hours that no week has come back with the rest of what was typed. */
async function twoTracks(page: Page, thread: string): Promise<void> {
  for (const [name, hours] of [
    ['Cykelverkstaden', '6'],
    ['Svenska på arbetet', '3,25'],
  ] as const) {
    await tabTo(page, { words: /^Starta ett spår/ })
    await enter(page)
    await tabTo(page, { name: 'name' })
    await type(page, name)
    await tabTo(page, { name: 'hours' })
    await type(page, '41')
    await pressButton(page, /^Starta spåret/)
    await expectSummaryFirst(page)
    expect(await page.locator('[name=name]').inputValue(), 'what was typed stays').toBe(name)
    await tabTo(page, { name: 'hours' })
    await retype(page, hours)
    await pressButton(page, /^Starta spåret/)
    expect(new URL(page.url()).pathname).toBe(thread)
    expect(await words(page)).toContain(name)
  }
  expect(await words(page)).toContain('9,25')
}

/** A note is corrected beside what it was. */
async function correction(page: Page, thread: string): Promise<void> {
  await tabTo(page, { words: /^Rätta\b(?! uppgifter)/ })
  await enter(page)
  expect(new URL(page.url()).pathname).toContain('/anteckningar/')
  await tabTo(page, { name: 'body' })
  await retype(page, 'Vill börja på torsdag.')
  await pressButton(page, /^Spara rättelsen/)
  await page.goto(`${program.origin}${thread}/anteckningar`)
  for (const text of ['Vill börja på tisdag.', 'Vill börja på torsdag.']) expect(await page.content()).toContain(text)
  await page.goto(`${program.origin}${thread}`)
}

/** The person takes the consent back, from all who were named in it. */
async function withdrawal(page: Page, thread: string): Promise<void> {
  const sharing = `${program.origin}${thread}/samtycke`
  await page.goto(sharing)
  await tabTo(page, { words: /^Dra tillbaka/ })
  await enter(page)
  await pressButton(page, /^Dra tillbaka samtycket/)
  await expectSummaryFirst(page)
  await choose(page, 'withdrawnHow', 'oral')
  await pressButton(page, /^Dra tillbaka samtycket/)
  await page.goto(sharing)
  expect(await words(page)).toContain('Ingen annan myndighet får se något')
  // What has ended is folded: opened with the keyboard.
  await tabTo(page, { words: /som inte längre gäller/ })
  await page.keyboard.press('Enter')
  expect(await words(page)).toContain('Tillbakadraget')
  await page.goto(`${program.origin}${thread}`)
}

/** The end, and the same thread taken up again. */
async function dischargeAndBack(page: Page, thread: string): Promise<void> {
  await tabTo(page, { words: /^Avsluta tråden/ })
  await enter(page)
  await pressButton(page, /^Avsluta tråden/)
  await expectSummaryFirst(page)
  await choose(page, 'destination', 'work')
  await choose(page, 'reason', 'goal_reached')
  await tabTo(page, { name: 'closingTalkOn' })
  await retype(page, TODAY)
  await pressButton(page, /^Avsluta tråden/)
  expect(await words(page)).toContain('Avslutad')
  await page.goto(`${program.origin}${thread}`)
  await tabTo(page, { words: /^Ta upp tråden igen/ })
  await enter(page)
  await tabTo(page, { name: 'reason' })
  await type(page, 'Jobbet tog slut.')
  await choosePerson(page, 'Elin')
  await pressButton(page, /^Ta upp tråden igen/)
  await page.goto(`${program.origin}${thread}`)
  expect(await words(page)).toContain('Elin Forsgren')
}
