import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// A passkey from the first day to the last, with an authenticator that Chromium plays.

const KARIN = 'karin.lindmark@norrby.example'
let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.stop())

/** A device with a finger reader; `unlocks` says whether the finger is the right one. */
async function device(page: Page): Promise<{ unlocks(verified: boolean): Promise<unknown> }> {
  const client: CDPSession = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return {
    unlocks: (isUserVerified) => client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

const add = async (page: Page, name: string): Promise<void> => {
  await page.goto(`${program.origin}/konto`)
  await page.getByLabel('Namn på nyckeln').fill(name)
  await page.getByRole('button', { name: 'Lägg till en nyckel' }).click()
}

describe('a passkey', () => {
  test('is added, named, signs in, is renamed and removed', { timeout: 90_000 }, async (context) => {
    const page = await browser.page(context, { locale: 'sv-SE' })
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await device(page)
    await signInAs(page, program.origin, KARIN)
    await add(page, 'Arbetsdatorn')
    await page.getByText('Nyckeln är tillagd').waitFor()
    await expectNoAxeViolations(page)
    expect(await page.getByRole('rowheader', { name: 'Arbetsdatorn' }).count()).toBe(1)
    await page.context().clearCookies()

    await page.goto(`${program.origin}/logga-in?till=/konto`)
    await page.getByRole('button', { name: 'Logga in med nyckel' }).click()
    await page.waitForURL(`${program.origin}/konto`)
    expect(await page.getByRole('rowheader', { name: 'Arbetsdatorn' }).count()).toBe(1)

    await page.getByRole('link', { name: /Ändra namn.*Arbetsdatorn/ }).click()
    await page.getByLabel('Namn på nyckeln').fill('Bärbara')
    await page.getByRole('button', { name: 'Spara' }).click()
    expect(await page.getByRole('rowheader', { name: 'Bärbara' }).count()).toBe(1)
    await page.getByRole('link', { name: /Ta bort.*Bärbara/ }).click()
    await page.getByRole('button', { name: 'Ta bort' }).click()
    await page.getByText('Nyckeln är borttagen').waitFor()

    await page.context().clearCookies()
    await page.goto(`${program.origin}/logga-in`)
    expect(faults).toEqual([])
    await page.getByRole('button', { name: 'Logga in med nyckel' }).click()
    await page.getByText('Nyckeln gick inte att använda').waitFor()
    await expectNoAxeViolations(page)
    expect(page.url()).toContain('/logga-in')
  })

  test('does nothing for somebody else’s finger', { timeout: 90_000 }, async (context) => {
    const page = await browser.page(context, { locale: 'sv-SE' })
    const { unlocks } = await device(page)
    await signInAs(page, program.origin, KARIN)
    await unlocks(false)
    await add(page, 'Annans finger')
    await page.getByText('Nyckeln kom inte med').waitFor()
    await unlocks(true)
    await page.getByRole('button', { name: 'Lägg till en nyckel' }).click()
    await page.getByText('Nyckeln är tillagd').waitFor()
    await page.context().clearCookies()
    await unlocks(false)
    await page.goto(`${program.origin}/logga-in`)
    await page.getByRole('button', { name: 'Logga in med nyckel' }).click()
    await page.getByText('Nyckeln gick inte att använda').waitFor()
  })
})

test('without script the account page works, and says what a passkey needs', async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } })
  await signInAs(page, program.origin, KARIN)
  await page.goto(`${program.origin}/konto`)
  expect(await page.getByText('behöver webbläsaren kunna köra skript').isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Lägg till en nyckel' }).isVisible()).toBe(false)
  await expectNoHorizontalScroll(page)
  await page.getByLabel('Mörka').check()
  await page
    .getByRole('group', { name: 'Om dig' })
    .or(page.getByRole('form', { name: 'Om dig' }))
    .getByRole('button', { name: 'Spara' })
    .click()
  await page.getByText('Ändringen är sparad').waitFor()
  expect(await page.locator('html').getAttribute('data-color-scheme')).toBe('dark')
})
