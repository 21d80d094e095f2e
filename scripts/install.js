import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { alone, inProject, run, SetupFailure, say } from './project.js'

const LOCK = inProject('package-lock.json')
const STAMP = inProject('node_modules', '.installed')
const HIDDEN = inProject('node_modules', '.package-lock.json')

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex')
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

/** Does npm's own list of what it installed hold every package of the lock file? Optional ones may be for other systems. */
function holdsEverything() {
  if (!existsSync(HIDDEN)) return false
  const installed = packagesOf(HIDDEN)
  return Object.entries(packagesOf(LOCK)).every(
    ([path, wanted]) => path === '' || wanted.optional || wanted.link || installed[path]?.version === wanted.version,
  )
}

function isInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()) return true
  if (!holdsEverything()) return false
  stamp()
  return true
}

function stamp() {
  try {
    writeFileSync(STAMP, lockHash())
  } catch {
    // Installed by another account: found by comparing the lists each time.
  }
}

/** npm as the one that started us, else the one in PATH; whatever the surroundings leave out, the program needs. */
function npm(args) {
  const own = process.env.npm_execpath
  const needed = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { NODE_ENV: '' }
  // Its chatter goes to stderr, so that stdout stays the program's.
  const stdio = ['ignore', 2, 2]
  if (own && /\.c?js$/.test(own)) return run(process.execPath, [own, ...args, ...needed], { env, stdio })
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...needed], { env, stdio })
}

/** Installs what package-lock.json names, when it is not there yet. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await alone(async () => {
    if (isInstalled()) return
    say('Installerar programmets delar (npm), det tar någon minut …')
    const clean = await npm(['ci'])
    if (clean !== 0) {
      say('npm ci gick inte; försöker med npm install …')
      if ((await npm(['install', '--no-save'])) !== 0) {
        throw new SetupFailure(
          'Installationen misslyckades: se npm:s felmeddelande ovan. Kontrollera nätverket och starta igen.\n' +
            'The installation failed: see npm’s message above. Check the network and start again.',
        )
      }
    }
    stamp()
  })
}
