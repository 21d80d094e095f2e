import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone, inProject, runScript, SetupFailure, say } from './project.js'

const STAMP = inProject('dist', '.built')
/** Everything that ends up in the built program. */
const SOURCES = ['src', 'public', 'seeds', 'db/types.ts', 'vite.config.ts', 'package.json', 'package-lock.json']

const filesUnder = (path) => {
  const full = inProject(path)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { withFileTypes: true })
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
  )
}
const isTest = (file) => /\.test\.tsx?$/.test(file)

function sourceHash() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const files = source.includes('.') ? [source].filter((file) => existsSync(inProject(file))) : filesUnder(source)
    for (const file of files.sort()) {
      if (!isTest(file))
        hash
          .update(file)
          .update('\0')
          .update(readFileSync(inProject(file)))
          .update('\0')
    }
  }
  return hash.digest('hex')
}

const OUTPUTS = ['dist/server/main.js', 'dist/server/cli.js', 'dist/client']
const isBuilt = (hash) =>
  existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash && OUTPUTS.every((file) => existsSync(inProject(file)))

/** Builds pages, styles, islands and the server when a source has changed since the last time. */
export async function ensureBuilt() {
  if (isBuilt(sourceHash())) return
  await alone(async () => {
    const hash = sourceHash()
    if (isBuilt(hash)) return
    say('Bygger programmet …')
    const vite = 'node_modules/vite/bin/vite.js'
    const stdio = ['ignore', 2, 2]
    for (const args of [['build'], ['build', '--ssr']]) {
      if ((await runScript(vite, [...args, '--logLevel', 'warn'], { stdio })) !== 0) {
        throw new SetupFailure('Bygget misslyckades, se ovan.\nThe build failed, see above.')
      }
    }
    mkdirSync(inProject('dist'), { recursive: true })
    writeFileSync(STAMP, hash)
  })
}
