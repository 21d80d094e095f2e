import { describe, expect, test } from 'vitest'
import { readTable } from './read.ts'
import { readTableApart } from './read-apart.ts'
import { writeCsv, writeWorkbook } from './write.ts'

const MOST = { mostRows: 1000, mostColumns: 50 }
const rows = Array.from({ length: 900 }, (_, at) => [`Rad ${at}`, at, 'å'])

describe('a table read in a thread of its own', () => {
  test('is the same as read here', async () => {
    for (const bytes of [
      writeCsv(rows),
      await writeWorkbook([
        { name: 'Ett', rows },
        { name: 'Två', rows: [['x']] },
      ]),
    ]) {
      const apart = await readTableApart({ bytes: new Uint8Array(bytes), fileName: 'lista.csv', ...MOST })
      expect(apart).toEqual(await readTable(bytes, 'lista.csv'))
    }
  })

  test('the sheet can be chosen', async () => {
    const bytes = await writeWorkbook([
      { name: 'Ett', rows },
      { name: 'Två', rows: [['x']] },
    ])
    const read = await readTableApart({ bytes, fileName: 'a.xlsx', sheet: 'Två', ...MOST })
    expect(read).toMatchObject({ ok: true, value: { sheet: 'Två', rows: [{ number: 1, cells: ['x'] }] } })
  })

  test('what is wrong with the file is said, also more than was asked for', async () => {
    const problem = async (bytes: Uint8Array, most = MOST) => {
      const read = await readTableApart({ bytes, fileName: 'a.xlsx', ...most })
      return read.ok ? undefined : read.problem
    }
    expect(await problem(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toBe('broken')
    expect(await problem(new Uint8Array())).toBe('empty')
    expect(await problem(writeCsv(rows), { mostRows: 899, mostColumns: 50 })).toBe('too-many-rows')
    expect(await problem(writeCsv(rows), { mostRows: 900, mostColumns: 2 })).toBe('too-many-columns')
  })

  test('two at a time; other work goes on meanwhile', async () => {
    const read = () => readTableApart({ bytes: writeCsv(rows), fileName: 'a.csv', ...MOST })
    const all = [read(), read(), read()]
    expect(await all[2]).toEqual({ ok: false, problem: 'busy' })
    expect((await Promise.all(all)).filter((one) => one.ok)).toHaveLength(2)
    expect(await read()).toMatchObject({ ok: true })
  })
})
