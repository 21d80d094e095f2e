import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findCircle, isTest, type SourceFile, sourceFiles } from './support/source-files.ts'

/** The features in their order: each may use those it names, through their public.ts, never the other way (design 3). */
const MAY_USE: Record<string, readonly string[]> = {
  access: [],
  map: ['access'],
  thread: ['access', 'map'],
  plan: ['access', 'map', 'thread'],
  activity: ['access', 'map', 'thread', 'plan'],
  survey: ['access', 'map'],
  voices: ['access'],
  flow: ['access', 'map', 'thread', 'plan', 'activity', 'survey', 'voices'],
  together: ['access', 'map', 'thread', 'plan', 'activity', 'survey', 'voices', 'flow'],
  mine: ['access', 'map', 'thread', 'plan', 'activity', 'survey', 'voices', 'flow', 'together'],
}
const ROLES = ['schema', 'access', 'view', 'queries', 'commands', 'jobs', 'pages', 'island', 'build']
/** Packages a pure rule may use: they neither read the clock nor reach outside. */
const PURE_PACKAGES = ['zod', 'fast-check']
/** A file should have at most this many lines (design 3). */
const SMALL = 250
/** Those that had more, with their lines: they may shrink, not grow, and no other may join them. */
const TOO_LONG: Record<string, number> = {
  'src/features/map/entry-form.pages.tsx': 315,
  'src/features/map/entry.pages.tsx': 279,
  'src/features/map/entry.view.tsx': 325,
  'src/features/map/find/find-entry.view.tsx': 348,
  'src/features/map/hsds/hsds-package.ts': 259,
  'src/features/map/hsds/hsds.pages.tsx': 256,
  'src/features/map/review/quality.pages.tsx': 257,
  'src/features/map/sheet/sheet-checked.view.tsx': 282,
  'src/features/map/sheet/sheet-import.pages.tsx': 289,
  'src/features/map/sheet/sheet-plan.ts': 279,
  'src/features/map/sheet/sheet-run.pages.tsx': 279,
  'src/features/map/view/way-chart.view.tsx': 256,
  'src/features/survey/core/survey-tables.ts': 255,
  'src/features/survey/round/person.pages.tsx': 301,
  'src/features/survey/round/round.pages.tsx': 369,
  'src/features/thread/import/import-run.pages.tsx': 263,
  'src/features/thread/sharing/sharing.pages.tsx': 254,
  'src/features/thread/work/assignment.view.tsx': 283,
  'src/features/thread/work/discharge.pages.tsx': 254,
}

const all = sourceFiles('src')
const files = all.filter((file) => !isTest(file.path))
const features = readdirSync('src/features')
const featureOf = (path: string): string | undefined => /^src\/features\/([^/]+)\//.exec(path)?.[1]
const nameOf = (path: string): string => path.replace(/^.*\//, '')
/** `referral.queries.ts` → `queries`; `referral.ts` → `rules`; texts and public.ts apart. */
function roleOf(path: string): string {
  if (path.includes('/texts/')) return 'texts'
  const parts = nameOf(path)
    .replace(/\.tsx?$/, '')
    .split('.')
  return parts.length === 1 ? (parts[0] === 'public' ? 'public' : 'rules') : (parts[1] ?? '')
}
const offences = (found: (file: SourceFile) => string[]): string[] =>
  files.flatMap((file) => found(file).map((what) => `${file.path}: ${what}`))

describe('the order of the parts', () => {
  test('nothing imports in a circle, types included', () => {
    expect(findCircle(files)).toEqual([])
  })

  test('shared imports nothing of ours but shared', () => {
    expect(
      offences((file) =>
        file.path.startsWith('src/shared/') ? file.imports.filter((to) => !to.startsWith('src/shared/')) : [],
      ),
    ).toEqual([])
  })

  test('platform and ui know no feature and not each other', () => {
    expect(
      offences((file) => {
        const home = /^src\/(platform|ui)\//.exec(file.path)?.[1]
        return home
          ? file.imports.filter(
              (to) => !to.startsWith(`src/${home}/`) && !to.startsWith('src/shared/') && !to.startsWith('db/types'),
            )
          : []
      }),
    ).toEqual([])
  })

  test('a feature uses only features before it, and only what they make public', () => {
    expect(
      offences((file) => {
        const from = featureOf(file.path)
        if (!from) return []
        return file.imports.filter((to) => {
          const other = featureOf(to)
          return (
            other !== undefined && other !== from && !(MAY_USE[from]?.includes(other) && nameOf(to) === 'public.ts')
          )
        })
      }),
    ).toEqual([])
  })

  test('a feature does not know the composition root', () => {
    expect(
      offences((file) =>
        featureOf(file.path) ? file.imports.filter((to) => /^src\/[^/]+$/.test(to) && to !== 'src/paths.ts') : [],
      ),
    ).toEqual([])
  })

  test('every feature is in the order', () => {
    expect(features.filter((feature) => !(feature in MAY_USE))).toEqual([])
  })
})

describe('the files of a feature', () => {
  test('are named <noun>.<role>, with a role of the closed list', () => {
    expect(
      offences((file) =>
        featureOf(file.path) && !['texts', 'public', 'rules', ...ROLES].includes(roleOf(file.path))
          ? ['no such role']
          : [],
      ),
    ).toEqual([])
  })

  test('rules, schemas, access and views are pure: no database, no clock, no file', () => {
    expect(
      offences((file) => {
        if (!featureOf(file.path) || !['rules', 'schema', 'access', 'view'].includes(roleOf(file.path))) return []
        const impure = [
          ...file.text.matchAll(/\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bfetch\(|Math\.random\(/g),
        ].map((match) => match[0])
        const reaching = file.imports.filter((to) =>
          /platform\/(database|jobs|mail|log|accounts)|\.(queries|commands|jobs|pages)\.tsx?$/.test(to),
        )
        const typeOnly = reaching.filter(
          (to) => !new RegExp(`import type [^;]*${nameOf(to).replaceAll('.', '\\.')}`).test(file.text),
        )
        const packages =
          roleOf(file.path) === 'view'
            ? []
            : file.packages.filter(
                (name) => !PURE_PACKAGES.includes(name) && !name.startsWith('hono/jsx') && name !== 'hono',
              )
        return [...impure, ...typeOnly, ...packages]
      }),
    ).toEqual([])
  })

  test('each feature has a public interface and a short README', () => {
    for (const feature of features) {
      expect(existsSync(`src/features/${feature}/public.ts`), `${feature}/public.ts`).toBe(true)
      const readme = readFileSync(`src/features/${feature}/README.md`, 'utf8')
      expect(readme.split('\n').length, `${feature}/README.md`).toBeLessThanOrEqual(41)
    }
  })

  test('lie in folders one can look over: none of more than 100', () => {
    const inFolder = new Map<string, number>()
    for (const { path } of all) {
      const folder = path.replace(/\/[^/]*$/, '')
      inFolder.set(folder, (inFolder.get(folder) ?? 0) + 1)
    }
    expect([...inFolder].filter(([, files]) => files > 100)).toEqual([])
  })

  test('no drawers for odds and ends', () => {
    expect(
      all.map((file) => file.path).filter((path) => /(^|[/.])(utils?|helpers?|common|misc)([/.])/.test(path)),
    ).toEqual([])
  })

  test('stay small: none over 400 lines, the median at most 90', () => {
    expect(files.filter((file) => file.lines > 400).map((file) => `${file.path} ${file.lines}`)).toEqual([])
    const sizes = files.map((file) => file.lines).sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(90)
  })

  test('do not grow beyond 250 lines; those that have more only shrink', () => {
    const grown = files.filter((file) => file.lines > Math.max(SMALL, TOO_LONG[file.path] ?? 0))
    expect(grown.map((file) => `${file.path} ${file.lines}`)).toEqual([])
    // What has become small, or is gone, is taken off the list, so that it stays so.
    const long = new Set(files.filter((file) => file.lines > SMALL).map((file) => file.path))
    expect(Object.keys(TOO_LONG).filter((path) => !long.has(path))).toEqual([])
  })
})

describe('tables', () => {
  /** A table belongs to the feature whose README names it; nobody else writes it. */
  const owners = new Map<string, string>()
  for (const feature of features) {
    const readme = readFileSync(`src/features/${feature}/README.md`, 'utf8')
    const listed = /^Tables?: (.*)$/m.exec(readme)?.[1] ?? ''
    for (const name of listed.matchAll(/`(\w+)`/g)) owners.set(name[1]!, feature)
  }
  const migrations = readdirSync('db/migrations')
    .filter((name) => name.endsWith('.sql'))
    .map((name) => readFileSync(`db/migrations/${name}`, 'utf8'))
  const tablesIn = (what: RegExp) => migrations.flatMap((text) => [...text.matchAll(what)].map((match) => match[1]!))
  const dropped = tablesIn(/^drop table (\w+)/gm)
  const created = tablesIn(/^create table (?:if not exists )?(\w+)/gm).filter((name) => !dropped.includes(name))
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  /** The tables a file writes, by built statements and in SQL. */
  const written = (text: string): string[] => [
    ...[...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)/g)].map((match) =>
      snake(match[1]!),
    ),
    ...[...text.matchAll(/\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?"?(\w+)/g)].map(
      (match) => match[1]!,
    ),
  ]

  test('each has one owning feature', () => {
    expect(created.filter((name) => !owners.has(name))).toEqual([])
  })

  test('are written by their owner only', () => {
    expect(
      offences((file) => {
        const feature = featureOf(file.path)
        if (!feature) return []
        return written(file.text).filter((table) => owners.has(table) && owners.get(table) !== feature)
      }),
    ).toEqual([])
  })

  test('are found where they are written, by built statements and in SQL', () => {
    const text = "tx.insertInto('queueEntry')\nsql`with gone as (delete\n  from note) update only thread set x = 1`"
    expect(written(text)).toEqual(['queue_entry', 'note', 'thread'])
  })
})

describe('routes', () => {
  test('every page file exports routes that declare guard and audit', () => {
    const pages = files.filter((file) => roleOf(file.path) === 'pages' && featureOf(file.path))
    expect(
      pages.flatMap((file) => {
        const count = (word: string) => [...file.text.matchAll(new RegExp(`^\\s+${word}[:,]`, 'gm'))].length
        const [paths, guards, audits] = [count('path'), count('guard'), count('audit')]
        return guards >= paths && audits >= paths
          ? []
          : [`${file.path}: ${paths} paths, ${guards} guards, ${audits} audits`]
      }),
    ).toEqual([])
  })

  test('no page carries inline script, inline handlers or inline styles: the policy of the browser forbids them', () => {
    expect(
      offences((file) =>
        file.path.endsWith('.tsx')
          ? [...file.text.matchAll(/\son[a-z]+=\{|\sstyle=[{"]|dangerouslySetInnerHTML/g)].map((match) =>
              match[0].trim(),
            )
          : [],
      ),
    ).toEqual([])
  })
})
