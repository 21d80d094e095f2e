import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export type SourceFile = { path: string; text: string; lines: number; imports: string[]; packages: string[] }

const IMPORT =
  /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Every source file below `folder` with what it imports: our own files by path from the root, packages by name. Types count too. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const path = normalize(join(folder, name))
      const text = readFileSync(path, 'utf8')
      const targets = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
      return {
        path,
        text,
        lines: text.split('\n').length - 1,
        imports: targets
          .filter((target) => target.startsWith('.'))
          .map((target) => normalize(join(dirname(path), target))),
        packages: targets.filter((target) => !target.startsWith('.')),
      }
    })
}

/** Is the file a test or made for tests? */
export const isTest = (path: string): boolean => /\.test\.tsx?$|\.same\.ts$|\.build\.ts$/.test(path)

/** The first circle of imports found, as the way round; empty when there is none. */
export function findCircle(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string): string[] => {
    const at = way.indexOf(path)
    if (at >= 0) return [...way.slice(at), path]
    if (done.has(path)) return []
    way.push(path)
    for (const next of byPath.get(path)?.imports ?? []) {
      const circle = visit(next)
      if (circle.length > 0) return circle
    }
    way.pop()
    done.add(path)
    return []
  }
  for (const file of files) {
    const circle = visit(file.path)
    if (circle.length > 0) return circle
  }
  return []
}
