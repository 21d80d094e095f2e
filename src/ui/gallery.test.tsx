import { beforeAll, describe, expect, test } from 'vitest'
import { fieldId } from './field-frame.tsx'
import { Gallery } from './gallery.tsx'
import { pageNumbers } from './pagination.tsx'

let html = ''
beforeAll(async () => {
  html = String(await (<Gallery assets={{ css: '/style.css' }} />))
})

const all = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '')
const ids = () => all(/\sid="([^"]+)"/g)

describe('the gallery as HTML', () => {
  test('is one document with doctype, language and direction', () => {
    expect(html).toMatch(/^<!doctype html><html lang="sv" dir="ltr" data-color-scheme="auto">/)
    expect(html.match(/<main /g)).toHaveLength(1)
  })

  test('ids are unique', () => {
    const seen = ids()
    expect(seen).toEqual([...new Set(seen)])
  })

  test('every control has a label', () => {
    const controls = [...html.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)]
      .map((match) => match[1] ?? '')
      .filter((attributes) => !attributes.includes('type="hidden"'))
    expect(controls.length).toBeGreaterThan(20)
    const labelled = new Set(all(/<label for="([^"]+)"/g))
    for (const attributes of controls) {
      const id = /\sid="([^"]+)"/.exec(attributes)?.[1]
      expect(labelled, attributes).toContain(id)
    }
  })

  test('help and errors that a field points to exist', () => {
    const pointed = all(/aria-describedby="([^"]+)"/g).flatMap((value) => value.split(' '))
    expect(pointed.length).toBeGreaterThan(8)
    for (const id of pointed) expect(ids()).toContain(id)
    expect(html).toContain(`aria-describedby="${fieldId('e-first')}-error"`)
  })

  test('each link in the error summary leads to a field that is marked as wrong', () => {
    const summary = /<div class="error-summary".*?<\/div>/s.exec(html)?.[0] ?? ''
    const targets = [...summary.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
    expect(targets).toHaveLength(4)
    for (const id of targets) {
      expect(ids()).toContain(id)
      expect(html).toContain(`id="${id}-error"`)
    }
    expect(summary).toMatch(/role="alert" tabindex="-1" autofocus/)
  })

  test('headings begin at one and never jump', () => {
    const levels = all(/<h([1-6])\b/g).map(Number)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    })
  })

  test('needs no inline style and no script', () => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<script|\son[a-z]+=/)
  })

  test('escapes what people write', async () => {
    const { TextArea } = await import('./field.tsx')
    const written = String(
      await (<TextArea name="n" label="Anteckning" value={'\n</textarea><script>alert(1)</script>'} />),
    )
    expect(written).toContain('\n\n&lt;/textarea&gt;&lt;script&gt;')
  })
})

test('pages of a list: both ends, the present one and its neighbours, a gap only where it saves something', () => {
  expect(pageNumbers(1, 3)).toEqual([1, 2, 3])
  expect(pageNumbers(4, 9)).toEqual([1, 2, 3, 4, 5, null, 9])
  expect(pageNumbers(9, 9)).toEqual([1, null, 8, 9])
  expect(pageNumbers(1, 100)).toEqual([1, 2, null, 100])
})
