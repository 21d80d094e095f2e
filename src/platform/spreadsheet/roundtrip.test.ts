import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../shared/calendar-day.ts'
import { readTable } from './read.ts'
import { writeCsv, writeWorkbook } from './write.ts'

async function tableOf(bytes: Uint8Array) {
  const result = await readTable(bytes, 'a.csv')
  if (!result.ok) throw new Error(result.problem)
  return result.value
}

describe('there and back', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      'a',
      'Å',
      '"',
      ';',
      ',',
      '\t',
      '\n',
      '=',
      '+',
      '-',
      '@',
      "'",
      ' ',
      '💥',
      '0',
      '&',
      '<',
      '_x0041_',
    ),
  })
  const text = fc.oneof(
    nasty,
    fc.string({ unit: 'grapheme' }).filter((one) => !/[\p{Cc}\ufeff\ufffe\uffff]/u.test(one)),
  )
  const table = fc.array(fc.array(text, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 })

  const expected = (rows: string[][]) => {
    const filled = rows
      .map((cells, i) => ({ number: i + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
    const width = Math.max(0, ...filled.map(({ cells }) => cells.findLastIndex((cell) => cell !== '') + 1))
    return filled.map(({ number, cells }) => ({
      number,
      cells: Array.from({ length: width }, (_, i) => cells[i] ?? ''),
    }))
  }

  test('workbooks keep every text', () =>
    fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const result = await readTable(await writeWorkbook([{ name: 'A', rows }]), 'a.xlsx')
        expect(result.ok ? result.value.rows : []).toEqual(expected(rows))
      }),
    ))

  test('semicolon-separated text keeps every text', () =>
    fc.assert(
      fc.asyncProperty(table, async (rows) => {
        // With two filled columns in every row the separator cannot be mistaken.
        const wide = rows.map((cells) => ['x', 'y', ...cells])
        const result = await readTable(writeCsv(wide), 'a.csv')
        expect(result.ok ? result.value.rows : []).toEqual(expected(wide))
      }),
    ))

  test('no text becomes a formula', async () => {
    const csv = new TextDecoder().decode(writeCsv([['=1+1', '+46', '-x', '@a', '\tb', -5, "'=c"]]))
    expect(csv).toBe(`'=1+1;'+46;'-x;'@a;"'\tb";-5;''=c\r\n`)
    const { rows } = await tableOf(writeCsv([['=1+1', '+46', "'=c"]]))
    expect(rows[0]!.cells).toEqual(['=1+1', '+46', "'=c"])
  })

  test('names of sheets are made fit', async () => {
    const names = ['a/b:c?*[d]', '', "'x'", 'å'.repeat(40), 'å'.repeat(40), 'A', 'a']
    const bytes = await writeWorkbook(names.map((name) => ({ name, rows: [['x']] })))
    const { sheets } = await tableOf(bytes)
    expect(new Set(sheets.map((name) => name.toLowerCase())).size).toBe(names.length)
    expect(sheets.every((name) => name.length <= 31)).toBe(true)
  })
})

describe('no file makes it throw', () => {
  test('arbitrary bytes, also behind the marks of known formats', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0', '\xff\xfe', '\xef\xbb\xbf', '"', 'sep=;\n'),
        fc.uint8Array({ maxLength: 300 }),
        async (mark, bytes) => {
          const result = await readTable(Buffer.concat([Buffer.from(mark, 'latin1'), bytes]), 'x')
          expect(result.ok).toBeTypeOf('boolean')
        },
      ),
      { numRuns: 500 },
    ))

  test('a good workbook with bytes changed, cut or doubled', async () => {
    const good = await writeWorkbook([
      {
        name: 'A',
        header: ['a', 'b'],
        rows: [
          ['x', 1],
          [{ day: day('2026-01-02') }, true],
        ],
      },
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.nat(good.length),
        async (changes, cut) => {
          const bad = Buffer.from(good)
          for (const [at, byte] of changes) bad[at] = byte
          for (const bytes of [bad, bad.subarray(0, cut), Buffer.concat([bad, bad.subarray(cut)])])
            expect((await readTable(bytes, 'x.xlsx')).ok).toBeTypeOf('boolean')
        },
      ),
      { numRuns: 200 },
    )
  })
})
