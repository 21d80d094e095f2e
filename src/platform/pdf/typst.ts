import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { unpackFont } from './woff.ts'

/** The fonts of the pages, for paper: Latin and Arabic letters, plain and bold. */
const FONTS = ['400', '700'].flatMap((weight) => [
  `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
  `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-${weight}-normal.woff`,
  `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-${weight}-normal.woff`,
])
export const FONT_NAMES = ['Atkinson Hyperlegible Next', 'IBM Plex Sans Arabic']

async function compiler() {
  // Loaded when first needed: it is large, and most processes print nothing.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const { resolve } = createRequire(import.meta.url)
  const fontBlobs = FONTS.map((font) => unpackFont(readFileSync(resolve(font))))
  return NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: tmpdir() })
}

/**
 * Sets a document in the language of Typst as PDF/UA-1: tagged, with title and language, readable aloud. The same source gives the
 * same bytes. Throws when the source does not hold, or the document would not be accessible.
 */
export async function writePdf(source: string): Promise<Uint8Array> {
  const typst = await compiler()
  return typst.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1', creationTimestamp: 0 })
}

/** A text as a string of Typst: whatever stands in it is text and never markup. */
export const typstText = (text: string): string =>
  `"${text
    .toWellFormed()
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, ' ')}"`
