import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.js'
import { ensureInstalled } from './install.js'
import { main } from './project.js'

/** Everything the program needs before it can run; nothing when it is there already. */
export async function setUp() {
  await ensureInstalled()
  await ensureBuilt()
}

// Run by itself: prepares a machine (an image, a server) without starting anything.
if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(setUp)
