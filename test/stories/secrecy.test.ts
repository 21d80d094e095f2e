import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { chooseLanguage, openBehind, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// Secrecy as people meet it, without script: consent taken in Arabic, seen by the receiver, taken back; broken glass; a protected person.

let program: RunningProgram
const browser = useBrowser()
/** A person of the team that nobody else has been let in to. */
let thread: { thread_id: string; case_number: string; name: string }
beforeAll(async () => {
  program = await startProgram()
  const behind = openBehind(program.dataDir)
  const { rows } = await behind.query(
    `select t.thread_id, t.case_number, i.given_name || ' ' || i.family_name as name
     from thread t join participant_identity i using (association_id, thread_id) join unit u on u.association_id = t.association_id and u.unit_id = t.team_unit_id
     where u.name = 'Samordningsteam Norrby' and t.state = 'active' and i.protection = 'none'
       and not exists (select from disclosure d where d.association_id = t.association_id and d.thread_id = t.thread_id and d.withdrawn_at is null)
       and not exists (select from thread_unit h join unit hu using (association_id, unit_id)
         where h.association_id = t.association_id and h.thread_id = t.thread_id and hu.kind = 'care')
     order by t.case_number limit 1`,
  )
  await behind.end()
  thread = rows[0]
})
afterAll(async () => {
  await program.stop()
})

const PETRA = 'petra.nyholm@norrby.example'
const ELIN = 'elin.forsgren@norrby.example'
const MAJA = 'maja.wikander@norrby.example'

const at = (path = '') => `${program.origin}/deltagare/${thread.thread_id}${path}`
const statusOf = async (page: Page, address: string) => (await page.goto(address))?.status()
const press = (page: Page, text: string | RegExp) => page.locator('main').getByRole('button', { name: text }).click()

describe('consent', () => {
  test('is taken in Arabic, shown before it is given, seen by its receiver, and ends at once', {
    timeout: 120_000,
  }, async (context) => {
    const staff = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } })
    const receiver = await browser.page(context, { javaScriptEnabled: false })
    await signInAs(staff, program.origin, PETRA)
    await signInAs(receiver, program.origin, MAJA)
    expect(await statusOf(receiver, at())).toBe(404)

    await staff.goto(at('/samtycke'))
    await staff.getByRole('link', { name: 'Ta samtycke' }).click()
    await staff.getByRole('link', { name: 'العربية' }).click()
    await press(staff, 'Visa vad de får se')
    expect(await staff.title()).toMatch(/^Fel:/)
    await staff
      .getByRole('checkbox', { name: /Region Älvdal/ })
      .first()
      .check()
    await staff.getByRole('checkbox', { name: /^خطتك/ }).check()
    await staff.getByRole('radio', { name: 'Muntligt' }).check()
    await press(staff, 'Visa vad de får se')
    expect(await staff.title()).toContain('Så här ser Region Älvdal sidan')
    await staff.getByText('Så här ser Region Älvdal sidan').click()
    expect(await staff.locator('.as-receiver h2').first().innerText()).toBe(thread.name)
    // Looking is not giving.
    expect(await statusOf(receiver, at())).toBe(404)
    const shown = await staff
      .locator('.as-receiver .thread-picture, .as-receiver main, .as-receiver')
      .first()
      .innerText()

    await press(staff, 'Personen säger ja: spara')
    expect(await staff.locator('.consent-paper [lang="ar"]').first().innerText()).toContain('هل تسمح لنا')
    // The page was shown in the person's language.
    await chooseLanguage(receiver, program.origin, 'ar')
    expect(await statusOf(receiver, at())).toBe(200)
    expect(await receiver.locator('h1').innerText()).toBe(thread.name)
    for (const heading of await receiver.locator('main h2').allInnerTexts()) expect(shown).toContain(heading)
    await chooseLanguage(receiver, program.origin, 'sv')
    expect(await statusOf(receiver, at('/samtycke/nytt/sv'))).not.toBe(200)
    expect(await statusOf(receiver, at('/last'))).toBe(404)

    await staff.goto(at('/samtycke'))
    await staff.getByRole('link', { name: /Dra tillbaka/ }).click()
    await staff.getByRole('radio', { name: 'Muntligt' }).check()
    await press(staff, 'Dra tillbaka samtycket')
    expect(await staff.locator('main').innerText()).toContain('Samtycket är tillbakadraget')
    expect(await statusOf(receiver, at())).toBe(404)
  })
})

describe('breaking the glass', () => {
  test('needs a reason, opens for an hour, is told to the leader and to the person', {
    timeout: 120_000,
  }, async (context) => {
    const reader = await browser.page(context, { javaScriptEnabled: false })
    const leader = await browser.page(context, { javaScriptEnabled: false })
    await signInAs(reader, program.origin, MAJA)
    await signInAs(leader, program.origin, PETRA)
    const open = async (number: string, reason: string) => {
      await reader.goto(`${program.origin}/deltagare/oppna`)
      await reader.locator('[name=number]').fill(number)
      await reader.locator('[name=reason]').fill(reason)
      await press(reader, 'Öppna i en timme')
    }
    await open(thread.case_number, 'bråttom')
    const withoutReason = await reader.locator('main').innerText()
    await open('1999-0001', 'bråttom')
    expect(await reader.locator('main').innerText()).toBe(withoutReason)
    await open('1999-0001', 'Ringer från akuten om någon')
    expect(await reader.locator('main').innerText()).toContain('Försöket är antecknat')
    await open(thread.case_number, 'Ringer från akuten, medvetslös person')
    expect(await reader.locator('h1').innerText()).toBe(thread.name)
    expect(await reader.locator('main').innerText()).toContain('Öppnad i en nödsituation')
    expect(await reader.locator('main .ds-button').count()).toBe(0)

    await leader.goto(`${program.origin}/i-dag`)
    await leader.locator('a[href*="/oppnad/"]').first().click()
    expect(await leader.locator('main').innerText()).toContain('medvetslös person')
    await press(leader, 'Jag har granskat')
    expect(await leader.locator('main').innerText()).toContain('Granskad av Petra Nyholm')
    await leader.goto(at('/last?sprak=en'))
    const list = await leader.locator('.letter').innerText()
    expect(list).toContain('Opened in an emergency')
    expect(list).toContain('Reviewed by Petra Nyholm')
  })
})

describe('a protected person', () => {
  test('has no name for colleagues who are not named, on any page', { timeout: 120_000 }, async (context) => {
    const leader = await browser.page(context, { javaScriptEnabled: false })
    const colleague = await browser.page(context, { javaScriptEnabled: false })
    await signInAs(leader, program.origin, PETRA)
    await signInAs(colleague, program.origin, ELIN)
    await leader.goto(at('/skydd'))
    await leader.getByRole('radio', { name: 'Sekretessmarkering' }).check()
    await leader.getByRole('checkbox', { name: 'Samir Haddad' }).check()
    await press(leader, 'Spara skyddet')
    expect(await leader.locator('main').innerText()).toContain('Skyddet är sparat')
    const [family = ''] = thread.name.split(' ').slice(-1)
    for (const path of ['', '/samtycke', '/last', '/skydd', '/anteckningar', '/steg/nytt']) {
      await colleague.goto(at(path))
      expect(await colleague.content(), path).not.toContain(family)
    }
    await colleague.goto(at())
    expect(await colleague.locator('h1').innerText()).toBe('Skyddad person')
    await colleague.goto(`${program.origin}/deltagare/sok`)
    await colleague.locator('[name=sok]').fill(thread.case_number)
    await colleague.locator('main form button').click()
    expect(await colleague.locator(`a[href*="${thread.thread_id}"]`).count()).toBe(0)
  })
})

describe('the pages that no link leads to', () => {
  test.for(['sv', 'en', 'ar'])(
    'in %s: no violation, nothing to scroll sideways',
    { timeout: 120_000 },
    async (lang, context) => {
      const page = await browser.page(context, {
        viewport: { width: 320, height: 640 },
        colorScheme: lang === 'en' ? 'light' : 'dark',
      })
      await signInAs(page, program.origin, PETRA)
      await page.goto(at(`/samtycke/nytt/${lang}`))
      const receiver = await page.locator('input[name=receiver]').first().getAttribute('value')
      const chosen = `sprak=${lang}&receiver=${receiver}&months=6&givenHow=written&categories=plan&categories=health`
      for (const address of [
        at(`/samtycke/forhandsvisning?${chosen}`),
        at(`/samtycke/nytt/${lang}`),
        at('/utlamnande/nytt'),
      ]) {
        expect(await statusOf(page, address)).toBe(200)
        await expectNoAxeViolations(page)
        await expectNoHorizontalScroll(page)
      }
    },
  )
})
