import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { chooseLanguage, openBehind, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The needs survey as people meet it: somebody answers on a phone, without script and without an account; staff see own people only; the office sees
// what is protected and nothing else. Whatever does not open says what to do.

let program: RunningProgram
/** The two rounds of Demo Town, by their addresses. */
let closed: string
let round: string
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
  const behind = openBehind(program.dataDir)
  const { rows } = await behind.query(
    `select r.survey_round_id as id from survey_round r join unit u using (association_id, unit_id) where u.name = 'Försörjningsstöd Åbro' order by r.month`,
  )
  await behind.end()
  ;[closed, round] = rows.map(({ id }) => `${program.origin}/kartlaggning/${id}`) as [string, string]
})
afterAll(() => program.stop())

const GUNNEL = 'gunnel.westin@norrby.example'
const FARAH = 'farah.nouri@norrby.example'
const ERIK = 'erik.sundin@norrby.example'
const AGNETA = 'agneta.holm@norrby.example'
/** Nobody leads her unit, of the same authority as Gunnel's: she answers for it. */
const KARIN = 'karin.lindmark@norrby.example'
/** Leads a team of the same authority; works in another authority. */
const PETRA = 'petra.nyholm@norrby.example'
const MAJA = 'maja.wikander@norrby.example'
const PHONE = { width: 360, height: 740 }
const statusOf = async (page: Page, address: string) => (await page.goto(address))?.status()
const changeBehind = async (statement: string, values: unknown[]) => {
  const behind = openBehind(program.dataDir)
  await behind.query(statement, values)
  await behind.end()
}

/** A code for the first of somebody's people who has not begun; with the address of that person's page. */
async function makeCode(staff: Page): Promise<{ code: string; address: string }> {
  await staff.goto(`${round}/egna`)
  await staff.locator('tr', { hasText: 'Inte börjat' }).filter({ hasText: 'Ingen kod' }).locator('a').first().click()
  await staff.waitForURL(/\/egna\/[0-9a-f]/)
  const address = staff.url()
  await staff.getByRole('button', { name: 'Gör en kod' }).click()
  await staff.waitForURL(/klart=kod/)
  const written = (await staff.locator('.answer-code').textContent()) ?? ''
  return { code: written.replace('-', ''), address }
}

describe('own answers', () => {
  test('are given in Arabic on a phone without script, sent once, and shown to nobody', {
    timeout: 180_000,
  }, async (context) => {
    const staff = await browser.page(context, { javaScriptEnabled: false })
    const person = await browser.page(context, { javaScriptEnabled: false, viewport: PHONE })
    await signInAs(staff, program.origin, FARAH)
    const { code, address } = await makeCode(staff)
    await person.goto(`${program.origin}/svara?lang=ar`)
    await person.locator('input[name="code"]').fill(code.toLowerCase())
    await person.getByRole('button', { name: 'متابعة' }).click()
    await person.getByRole('link', { name: 'ابدأ' }).click()
    for (let number = 1; number <= 10; number++) {
      expect(person.url()).toContain(`/fraga/${number}?lang=ar`)
      await person.locator(`button[value="${number === 4 ? 'yes' : 'no'}"]`).click()
    }
    expect(await person.locator('h1').innerText()).toBe('لقد أجبت عن جميع الأسئلة')
    await person.getByRole('button', { name: 'إرسال إجاباتي' }).click()
    expect(await person.locator('h1').innerText()).toContain('شكرًا لك')
    expect(await person.context().cookies()).toEqual([])
    // Whoever finds the slip afterwards, and the caseworker, see that it is done and nothing more.
    for (const path of ['', '/fraga/4', '/skicka']) {
      expect(await statusOf(person, `${program.origin}/svara/${code}${path}?lang=sv`)).toBe(404)
      expect(await person.locator('main').innerText()).toContain('Svaren är redan skickade. Vill du ändra något?')
    }
    await staff.goto(address)
    expect(await staff.locator('main').innerText()).toContain('Svaren räknas i rapporten och visas inte här.')
    expect(await staff.getByRole('button', { name: /kod/ }).count()).toBe(0)
  })

  test('go on where they stopped; a code that has ended says whom to ask, and another caseworker finds nothing', {
    timeout: 120_000,
  }, async (context) => {
    const [farah, erik, person] = await Promise.all([
      browser.page(context, { javaScriptEnabled: false }),
      browser.page(context, { javaScriptEnabled: false }),
      browser.page(context, { javaScriptEnabled: false, viewport: PHONE }),
    ])
    await signInAs(farah, program.origin, FARAH)
    await signInAs(erik, program.origin, ERIK)
    const { code, address } = await makeCode(farah)
    for (const path of ['', '/papper']) expect(await statusOf(erik, address.replace(/\?.*/, '') + path)).toBe(404)
    await person.goto(`${program.origin}/svara/${code}/fraga/1?lang=easy`)
    await person.locator('button[value="yes"]').click()
    await person.goto(`${program.origin}/svara/${code}`)
    await person.getByRole('link', { name: 'Fortsätt' }).click()
    expect(person.url()).toContain('/fraga/2?lang=easy')
    await changeBehind(
      `update survey_link set made_at = now() - interval '15 days', expires_at = now() - interval '1 minute' where ended_at is null and made_by = (select id from account_user where email = $1)`,
      [FARAH],
    )
    await person.locator('button[value="no"]').click()
    expect(await person.locator('main').innerText()).toContain('Koden är för gammal. Be din handläggare om en ny kod.')
    // A new one goes on at the same place.
    await farah.goto(address)
    await farah.getByRole('button', { name: 'Gör en kod' }).click()
    const fresh = ((await farah.locator('.answer-code').textContent()) ?? '').replace('-', '')
    await person.goto(`${program.origin}/svara/${fresh}`)
    await person.getByRole('link', { name: 'Fortsätt' }).click()
    expect(person.url()).toContain('/fraga/2')
    // A tablet on which somebody of staff is signed in takes no answer.
    expect(await statusOf(farah, `${program.origin}/svara/${fresh}/fraga/2`)).toBe(403)
    expect(await farah.getByRole('button', { name: 'Logga ut' }).count()).toBe(1)
  })

  test('are easy to read for machines and eyes in all four, and are read aloud in the language of the page', {
    timeout: 240_000,
  }, async (context) => {
    const staff = await browser.page(context)
    await signInAs(staff, program.origin, FARAH)
    const { code } = await makeCode(staff)
    const person = await browser.page(context, { viewport: { width: 320, height: 640 } })
    // The device's own voices, written down instead of heard.
    await person.addInitScript(`
      window.spoken = []
      class Utterance { constructor(text) { this.text = text } }
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
      Object.defineProperty(window, 'speechSynthesis', { value: { speaking: false, getVoices: () => [{ lang: 'ar-EG' }], cancel() { this.speaking = false },
        speak(one) { this.speaking = true; window.spoken.push(one.lang + ' ' + one.text) } } })`)
    for (const version of ['sv', 'easy', 'en', 'ar']) {
      for (const path of ['', '/fraga/1']) {
        await person.goto(`${program.origin}/svara/${code}${path}?lang=${version}`)
        await expectNoAxeViolations(person)
        await expectNoHorizontalScroll(person)
      }
      for (const path of ['/svara', '/svara/ABCDEFGHJK']) {
        await person.goto(`${program.origin}${path}?lang=${version}`)
        await expectNoAxeViolations(person)
      }
    }
    await person.goto(`${program.origin}/svara/${code}/fraga/3?lang=ar`)
    await person.getByRole('button', { name: 'استمع' }).click()
    const spoken = (await person.evaluate('window.spoken')) as string[]
    expect(spoken[0]).toBe('ar-EG هل تجعل اللغة السويدية العمل أو الدراسة صعبًا عليك؟')
    expect(spoken.at(-1)).toContain('لا أعرف')
    await person.getByRole('button', { name: 'أوقف القراءة' }).click()
    await person.emulateMedia({ colorScheme: 'dark' })
    await expectNoAxeViolations(person)
    // A device with Arabic voices only reads no Swedish, and one without any voice reads nothing: both say so, and whom to ask.
    await person.goto(`${program.origin}/svara/${code}/fraga/3?lang=easy`)
    expect(await person.locator('main').innerText()).toContain('kan inte läsa svenska högt. Be din handläggare')
    expect(await person.getByRole('button', { name: 'Lyssna' }).count()).toBe(0)
    const mute = await browser.page(context, { viewport: PHONE })
    await mute.addInitScript('delete Window.prototype.speechSynthesis; delete window.speechSynthesis')
    await mute.goto(`${program.origin}/svara/${code}/fraga/3?lang=ar`)
    expect(await mute.locator('main').innerText()).toContain('لا يوجد في هذا الجهاز صوت يقرأ بالعربية')
    await expectNoAxeViolations(mute)
  })
})

describe('figures', () => {
  test('leave the unit protected; the office sees those and nothing else', { timeout: 120_000 }, async (context) => {
    const leader = await browser.page(context, { javaScriptEnabled: false })
    const office = await browser.page(context)
    await signInAs(office, program.origin, AGNETA)
    await office.goto(`${program.origin}/kartlaggning`)
    // What its leader saved of the first round is there at once, and what two units have together.
    expect(await office.locator('main a[href*="/kartlaggning/sparad/"]').count()).toBe(2)
    await signInAs(leader, program.origin, GUNNEL)
    // While people are rated nothing leaves the unit; a closed round stands fast.
    await leader.goto(`${round}/rapport`)
    expect(await leader.locator('input[name="audience"][value="outside"]').isDisabled()).toBe(true)
    await leader.goto(`${closed}/rapport`)
    // Few have some of the reasons: inside the unit the number stands.
    const plain = await leader.locator('main').innerText()
    expect(plain).toMatch(/Saknar barnomsorg\s+[1-4]\b/)
    await leader.locator('summary', { hasText: 'Spara rapporten' }).click()
    await leader.locator('input[name="audience"][value="outside"]').check()
    await leader.getByRole('button', { name: 'Spara', exact: true }).click()
    // It is made beside the pages; the page comes back by itself, without script.
    await leader.waitForURL(/\/kartlaggning\/sparad\/.*klart=sparad/, { timeout: 30_000 })
    await office.goto(`${program.origin}/kartlaggning`)
    expect(await office.locator('main a[href*="/kartlaggning/sparad/"]').count()).toBe(3)
    await office.locator('main a[href*="/kartlaggning/sparad/"]').first().click()
    const shown = await office.locator('main').innerText()
    expect(shown).toMatch(/Arbetslös\s+1\d\d\b/)
    expect(shown).not.toMatch(/Saknar barnomsorg\s+[1-4]\b/)
    await expectNoAxeViolations(office)
    // A number is opened by its link; by keyboard through its row, or as a stop of the tab key where that was asked for.
    const report = office.url()
    await office.locator('#reasons .figure', { hasText: 'dolt' }).first().click()
    expect(await office.locator('main').innerText()).toContain('Talet gäller färre än fem personer, eller')
    await expectNoAxeViolations(office)
    await office.goto(report)
    await office.locator('#barriers .report-stops a').press('Enter')
    await office.waitForURL(/siffror=barriers/)
    await office.locator('#barriers tbody tr').first().locator('th a').focus()
    await office.keyboard.press('Tab')
    await office.keyboard.press('Enter')
    await office.waitForURL(/rad=mental_ill_health&tal=count/)
    expect(await office.locator('h1').innerText()).toBe('Psykisk ohälsa: Antal')
    await expectNoAxeViolations(office)
    for (const path of ['', '/rapport', '/egna', '/egna/koder', '/personer', '/blankett'])
      for (const one of [closed, round]) expect(await statusOf(office, one + path), path).toBe(404)
    expect(await statusOf(office, `${program.origin}/kartlaggning/over-tid`)).toBe(404)
  })

  test('of two units are put together by those who answer for them, and tell nobody of either', {
    timeout: 180_000,
  }, async (context) => {
    const open = async (email: string) => {
      const page = await browser.page(context, { javaScriptEnabled: false })
      await signInAs(page, program.origin, email)
      return page
    }
    const [gunnel, karin, agneta] = [await open(GUNNEL), await open(KARIN), await open(AGNETA)]
    const month = (await (await gunnel.goto(closed))!.text()).match(/<h1[^>]*>Omgång för <bdi>([^<]+)</)?.[1] ?? ''
    const ask = async (title: string): Promise<string> => {
      await gunnel.goto(`${program.origin}/kartlaggning`)
      await gunnel.getByRole('link', { name: 'Gör en gemensam rapport' }).click()
      await gunnel.getByLabel('Rapportens namn').fill(title)
      await gunnel.getByLabel('Månad').selectOption({ label: month })
      for (const box of await gunnel.getByRole('checkbox').all()) await box.check()
      await gunnel.getByRole('button', { name: 'Fråga enheterna' }).click()
      await gunnel.waitForURL(/klart=tillfragade/)
      return gunnel.url().replace(/\?.*/, '')
    }
    const answer = async (page: Page, address: string, name: string) => {
      await page.goto(address)
      await page.getByRole('button', { name }).click()
      await page.waitForURL(/klart=/)
    }
    const no = await ask('Utan Karins enhet')
    await answer(gunnel, no, 'Ja, ta med omgången')
    await answer(karin, no, 'Nej, inte vi')
    await gunnel.goto(no)
    expect(await gunnel.getByRole('button', { name: /Gör rapporten/ }).isDisabled()).toBe(true)

    const address = await ask('Kommunen')
    await karin.goto(`${program.origin}/kartlaggning`)
    expect(await karin.locator('main').innerText()).toContain('Ni är tillfrågade')
    await answer(karin, address, 'Ja, ta med omgången')
    await answer(karin, address, 'Ta tillbaka omgången')
    await answer(karin, address, 'Ja, ta med omgången')
    await answer(gunnel, address, 'Ja, ta med omgången')
    // Who is not asked, of whichever authority, rates only, or belongs to the association's office, finds nothing.
    for (const email of [PETRA, MAJA, FARAH, AGNETA]) {
      const other = await open(email)
      for (const path of [address, no]) expect(await statusOf(other, path), `${email} ${path}`).toBe(404)
      await other.goto(`${program.origin}/kartlaggning`)
      expect(await other.locator('main').innerText()).not.toContain('Gemensamma rapporter')
    }
    const looking = await browser.page(context)
    await signInAs(looking, program.origin, KARIN)
    for (const lang of ['ar', 'en', 'sv'] as const) {
      await chooseLanguage(looking, program.origin, lang)
      await looking.goto(address)
      await expectNoAxeViolations(looking)
    }
    await gunnel.goto(address)
    await gunnel.getByRole('button', { name: 'Gör rapporten' }).click()
    await gunnel.waitForURL(/\/kartlaggning\/sparad\/.*klart=sparad/, { timeout: 60_000 })
    const report = gunnel.url().replace(/\?.*/, '')
    await agneta.goto(report)
    const shown = await agneta.locator('main').innerText()
    expect(shown).toMatch(/Enheter i rapporten: Försörjningsstöd och Försörjningsstöd Åbro/)
    expect(shown).toContain('Skyddade siffror')
    expect(shown).not.toMatch(/Saknar barnomsorg\s+[1-4]\b/)
    await gunnel.goto(report)
    await gunnel.locator('summary', { hasText: 'Dra tillbaka rapporten' }).click()
    await gunnel.getByRole('button', { name: 'Dra tillbaka rapporten' }).click()
    expect(await statusOf(agneta, report)).toBe(404)
    await karin.goto(address)
    expect(await karin.locator('main').innerText()).toContain('Rapporten är tillbakadragen')
  })

  test('a caseworker rates and sees own people, and neither the report nor how it went over time', async (context) => {
    const farah = await browser.page(context, { javaScriptEnabled: false })
    await signInAs(farah, program.origin, FARAH)
    const behind = openBehind(program.dataDir)
    const { rows } = await behind.query(
      `select p.survey_person_id as id, p.code, u.email from survey_person p join account_user u on u.id = p.rater_id
       where p.survey_round_id = $1 and u.email = any ($2)`,
      [round.split('/').at(-1), [FARAH, ERIK]],
    )
    await behind.end()
    const other = rows.find(({ email }) => email === ERIK)
    await farah.goto(`${round}/egna`)
    const codes = await farah.locator('td a, th a').allInnerTexts()
    expect(codes.sort()).toEqual(rows.flatMap(({ email, code }) => (email === FARAH ? [code] : [])).sort())
    for (const path of [
      `/egna/${other.id}`,
      `/egna/${other.id}/papper`,
      `/skatta/${other.id}`,
      `/blankett?person=${other.id}`,
    ])
      expect(await statusOf(farah, round + path), path).toBe(404)
    expect(await statusOf(farah, `${round}/rapport`)).toBe(404)
    expect(await statusOf(farah, `${program.origin}/kartlaggning/over-tid`)).toBe(404)
  })

  test('staff pages pass axe in three languages, also narrow', { timeout: 240_000 }, async (context) => {
    const leader = await browser.page(context, { viewport: { width: 1200, height: 900 } })
    await signInAs(leader, program.origin, GUNNEL)
    const { address } = await makeCode(leader)
    const person = address.replace(/\?.*/, '')
    const other = round.split('/').at(-1)
    const behind = `${closed}/rapport/bakom?med=${other}&tabell=self_and_staff&rad=language`
    // The largest page: hundreds of numbers, each of them a link.
    const report = `${closed}/rapport?med=${other}&siffror=barriers`
    for (const lang of ['sv', 'en', 'ar'] as const) {
      await chooseLanguage(leader, program.origin, lang)
      for (const page of [
        ...(lang === 'ar' ? [report] : []),
        closed,
        behind,
        `${behind}&tal=kappa`,
        `${round}/egna`,
        `${round}/egna/koder`,
        person,
        `${person}/papper`,
        `${round}/blankett`,
        `${program.origin}/kartlaggning/over-tid`,
      ]) {
        await leader.goto(page)
        await expectNoAxeViolations(leader)
      }
    }
    await leader.setViewportSize({ width: 320, height: 640 })
    for (const page of [
      report,
      closed,
      behind,
      person,
      `${person}/papper`,
      `${program.origin}/kartlaggning/over-tid`,
    ]) {
      await leader.goto(page)
      await expectNoHorizontalScroll(leader)
    }
  })
})
