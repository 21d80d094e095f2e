import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { say } from './project.js'

const works = (file) => existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0

const inPath = (name) => (process.env.PATH ?? '').split(':').map((folder) => join(folder, name))

function playwrights() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .flatMap((name) => ['chrome-linux64', 'chrome-linux'].map((part) => join(folder, name, part, 'chrome')))
}

const installed = () =>
  [
    process.env.CHROMIUM ?? '',
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(inPath),
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...playwrights(),
  ].find((file) => file !== '' && works(file))

function installDebians() {
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  say('Installerar webbläsaren Chromium för testen …')
  spawnSync('apt-get', ['-qq', 'update'], options)
  spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], options)
}

/** A Chromium that starts, installed where we may; `undefined`, with the reason told, when there is none. */
export function findBrowser() {
  const found = installed()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    installDebians()
    const debians = installed()
    if (debians) return debians
    say('Test i webbläsare körs inte: Chromium gick inte att installera (se ovan). Ange CHROMIUM=/sökväg.')
  } else {
    say(
      'Test i webbläsare körs inte: ingen Chromium finns, och bara root på Debian kan installera den. Ange CHROMIUM=/sökväg.',
    )
  }
  return undefined
}
