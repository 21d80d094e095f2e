import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the built files are, by their names in the source: `style`, style sheets that stand alone, and the islands. */
export type Assets = { css: string; sheet(name: string): string; island(name: string): string | undefined }

/** Reads the manifest of the client build. Without a build (tests of pages in memory) the names stand for themselves. */
export function loadAssets(clientFolder: string): Assets {
  let manifest: Record<string, { file: string; name?: string; isEntry?: boolean }>
  try {
    manifest = JSON.parse(readFileSync(join(clientFolder, '.vite', 'manifest.json'), 'utf8'))
  } catch {
    return { css: '/assets/style.css', sheet: (name) => `/assets/${name}.css`, island: (name) => `/assets/${name}.js` }
  }
  const byName = new Map(
    Object.values(manifest).flatMap((entry) => (entry.name ? [[entry.name, `/${entry.file}`] as const] : [])),
  )
  const sheet = (name: string): string => byName.get(name) ?? `/assets/${name}.css`
  return { css: sheet('style'), sheet, island: (name) => byName.get(name) }
}
