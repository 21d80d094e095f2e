import { existsSync, readdirSync } from 'node:fs'
import { defineConfig, type UserConfig } from 'vite'

/** Every `*.island.ts` is its own small browser script; a page links only the ones it uses. */
const islands = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.island.ts'))
    .map((file) => [file.replace(/^.*\//, '').replace('.ts', ''), `src/${file}`]),
)

export default defineConfig(
  ({ isSsrBuild }): UserConfig => ({
    publicDir: isSsrBuild ? false : 'public',
    build: isSsrBuild
      ? {
          outDir: 'dist/server',
          target: 'node24',
          sourcemap: true,
          minify: false,
          rollupOptions: {
            input: ['main', 'cli', 'platform/spreadsheet/table-worker', 'features/survey/order/order-worker.jobs']
              .map((name) => `src/${name}.ts`)
              .filter((file) => existsSync(file)),
          },
        }
      : {
          outDir: 'dist/client',
          manifest: true,
          target: 'es2022',
          // Fonts stay files: they are cached on their own and only the script in use is fetched.
          assetsInlineLimit: 0,
          modulePreload: false,
          rollupOptions: { input: { style: 'src/style.css', find: 'src/features/map/find/find.css', ...islands } },
        },
  }),
)
