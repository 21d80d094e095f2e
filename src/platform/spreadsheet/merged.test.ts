import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTable } from './read.ts'

const rows = [['Huvudman', 'Namn'], ['Regionen', 'Hälsogrupp'], [null, 'Samtal'], [], [null, 'Gym'], ['', 'Kurs']]
const merged = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
  startRow,
  startCol,
  endRow,
  endCol,
})
const read = async (merges: ReturnType<typeof merged>[], fillMerged: boolean) => {
  const table = await readTable(await writeXlsx({ sheets: [{ name: 'A', rows, merges }] }), 'a.xlsx', { fillMerged })
  return table.ok ? table.value.rows.map(({ cells }) => cells) : table.problem
}

describe('cells made into one', () => {
  test('are read on each of their rows that holds something', async () => {
    expect(await read([merged(1, 0, 4, 0)], true)).toEqual([
      ['Huvudman', 'Namn'],
      ['Regionen', 'Hälsogrupp'],
      ['Regionen', 'Samtal'],
      ['Regionen', 'Gym'],
      ['', 'Kurs'],
    ])
  })

  test('stay as they are where nobody asks, and never write over what is there', async () => {
    expect((await read([merged(1, 0, 4, 0)], false))[2]).toEqual(['', 'Samtal'])
    expect((await read([merged(0, 1, 5, 1)], true))[1]).toEqual(['Regionen', 'Hälsogrupp'])
  })

  test('a range over the whole sheet does no harm', async () => {
    expect((await read([merged(0, 0, 1_048_575, 16_383)], true))[3]).toEqual(['Huvudman', 'Gym'])
  })
})
