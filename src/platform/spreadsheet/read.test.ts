import { describe, expect, test } from 'vitest'
import { day } from '../../shared/calendar-day.ts'
import { zip } from '../archive/zip.ts'
import { readTable } from './read.ts'
import type { Table, TableProblem } from './table.ts'
import { type OutCell, writeCsv, writeWorkbook } from './write.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const rowsOf = (table: Table) => table.rows.map((row) => row.cells)

async function read(bytes: Uint8Array, sheet?: string): Promise<Table> {
  const result = await readTable(bytes, 'deltagare.csv', { sheet })
  if (!result.ok) throw new Error(result.problem)
  return result.value
}
async function problemOf(bytes: Uint8Array, sheet?: string): Promise<TableProblem | undefined> {
  const result = await readTable(bytes, 'fil', { sheet })
  return result.ok ? undefined : result.problem
}

describe('text files', () => {
  test.each([';', ',', '\t'])(
    'the separator %j is found in spite of commas and marks in the cells',
    async (separator) => {
      const lines = [
        ['Namn', 'Timmar', 'Anteckning'],
        ['Ek, Ada', '1,5', 'säger "hej"; \tmer'],
        ['Al, Bo', '20', ''],
      ]
      const text = lines
        .map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
        .join('\r\n')
      expect(rowsOf(await read(bytesOf(text)))).toEqual(lines)
      const plain = 'namn;timmar\nEk, Ada;1,5\nAl, Bo;2,5\n'
      expect(rowsOf(await read(bytesOf(plain)))[1]).toEqual(['Ek, Ada', '1,5'])
    },
  )

  test('line breaks in cells, any line end, blank lines and the numbers of rows', async () => {
    const table = await read(bytesOf('a;b\r\n"1\r\n2";NA\n\n;\r007;x'))
    expect(table.rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1\n2', 'NA'] },
      { number: 5, cells: ['007', 'x'] },
    ])
    expect(table).toMatchObject({ sheet: 'deltagare', sheets: ['deltagare'], width: 2, warnings: [] })
  })

  test('encodings', async () => {
    const text = 'Namn;Ort\r\nÅsa;Örebro €\r\n'
    const rows = [
      ['Namn', 'Ort'],
      ['Åsa', 'Örebro €'],
    ]
    const utf16 = Buffer.from(text, 'utf16le')
    const windows = Buffer.from(text.replace('€', '\x80'), 'latin1')
    for (const bytes of [
      bytesOf(text),
      bytesOf(`\ufeff${text}`),
      utf16,
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      Buffer.from(utf16).swap16(),
      windows,
    ])
      expect(rowsOf(await read(bytes))).toEqual(rows)
    expect((await read(windows)).warnings).toEqual([{ kind: 'guessed-encoding' }])
    expect((await read(bytesOf(text))).warnings).toEqual([])
  })

  test('a mark that is never closed does not swallow the file', async () => {
    const table = await read(bytesOf('a;b\n"x;y\nz;w\n'))
    expect(rowsOf(table)).toEqual([
      ['a', 'b'],
      ['"x', 'y'],
      ['z', 'w'],
    ])
    expect(table.warnings).toEqual([{ kind: 'open-quote', row: 2 }])
  })

  test('the separator told in the first line, and a single column', async () => {
    expect((await read(bytesOf('sep=,\r\na;1,b\r\n'))).rows).toEqual([{ number: 2, cells: ['a;1', 'b'] }])
    expect(rowsOf(await read(bytesOf('namn\nAda\n')))).toEqual([['namn'], ['Ada']])
  })

  test('cells that show an error', async () =>
    expect((await read(bytesOf('a;#REF!\n'))).warnings).toEqual([{ kind: 'error-value', row: 1, column: 1 }]))
})

describe('workbooks', () => {
  test('values as they were typed', async () => {
    const bytes = await writeWorkbook([
      {
        name: 'Deltagare',
        header: ['Nummer', 'Dag', 'Timmar'],
        rows: [
          ['0012', { day: day('2026-03-29') }, 1.5],
          [],
          [0.1 + 0.2, null, 198_902_010_000],
          [true, '_x0041_', ' x '],
        ],
      },
      { name: 'Deltagare', rows: [['annat']] },
    ])
    const table = await read(bytes)
    expect(table.rows).toEqual([
      { number: 1, cells: ['Nummer', 'Dag', 'Timmar'] },
      { number: 2, cells: ['0012', '2026-03-29', '1.5'] },
      { number: 4, cells: ['0.3', '', '198902010000'] },
      { number: 5, cells: ['true', '_x0041_', ' x '] },
    ])
    expect(table.sheets).toEqual(['Deltagare', 'Deltagare 2'])
    expect(table.warnings).toEqual([{ kind: 'more-sheets' }])
    expect(rowsOf(await read(bytes, 'Deltagare 2'))).toEqual([['annat']])
    expect(await problemOf(bytes, 'Saknas')).toBe('no-such-sheet')
  })

  const sheetXml = (cells: string) => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ><sheetData>${cells}</sheetData></worksheet>`
  const packed = (cells: string, more: [string, Uint8Array][] = []) => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const relations = (type: string, target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"
        ><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`
    return zip(
      new Map([
        ['[Content_Types].xml', bytesOf('<Types/>')],
        ['_rels/.rels', bytesOf(relations('officeDocument', 'xl/workbook.xml'))],
        ['xl/_rels/workbook.xml.rels', bytesOf(relations('worksheet', 'worksheets/a.xml'))],
        [
          'xl/workbook.xml',
          bytesOf(
            `<workbook xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
          ),
        ],
        ['xl/worksheets/a.xml', bytesOf(sheetXml(cells))],
        ...more,
      ]),
    )
  }

  test('a formula gives the value saved with it and is never worked out', async () => {
    const cells = '<row r="3"><c r="B3"><f>1+1</f><v>7</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    const table = await read(packed(cells))
    expect(table.rows).toEqual([{ number: 3, cells: ['', '7', '#DIV/0!'] }])
    expect(table.warnings).toEqual([{ kind: 'error-value', row: 3, column: 2 }])
  })

  test('a cell far away is no reason to fill the memory', async () => {
    const far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    expect((await read(packed(far))).rows).toHaveLength(1)
    expect(await problemOf(packed('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('too-many-columns')
    expect(await problemOf(packed('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'))).toBe('broken')
    expect(await problemOf(packed('<row r="1"><c r="!"><v>1</v></c></row>'))).toBe('empty')
  })

  test('a packed file that would fill the memory is refused, also when it lies about its size', async () => {
    const bomb = packed('', [['xl/sharedStrings.xml', new Uint8Array(60_000_000)]])
    expect(bomb.length).toBeLessThan(100_000)
    expect(await problemOf(bomb)).toBe('unpacks-too-large')
    const liar = Buffer.from(bomb)
    const declared = Buffer.alloc(4)
    declared.writeUInt32LE(60_000_000)
    for (let at = liar.indexOf(declared); at !== -1; at = liar.indexOf(declared, at)) liar.writeUInt32LE(1_000, at)
    expect(await problemOf(liar)).toBe('unpacks-too-large')
  })

  test('what is no workbook has a name of its own', async () => {
    const workbook = await writeWorkbook([{ name: 'A', rows: [['x']] }])
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    const compound = (stream: string) => Buffer.concat([Buffer.from(ole), Buffer.from(stream, 'utf16le')])
    const locked = Buffer.from(workbook)
    locked.writeUInt16LE(1, locked.lastIndexOf(Buffer.from('PK\x01\x02')) + 8)
    const cases: [Uint8Array, TableProblem][] = [
      [new Uint8Array(), 'empty'],
      [bytesOf('\n\n;;\n'), 'empty'],
      [await writeWorkbook([{ name: 'A', rows: [] }]), 'empty'],
      [new Uint8Array(20_000_001), 'too-large'],
      [bytesOf(`${'x;'.repeat(200)}x`), 'too-many-columns'],
      [bytesOf('x\n'.repeat(100_001)), 'too-many-rows'],
      [workbook.subarray(0, workbook.length - 30), 'broken'],
      [bytesOf('PK and then nothing'), 'broken'],
      [locked, 'password'],
      [compound('EncryptedPackage'), 'password'],
      [compound('Workbook'), 'old-excel'],
      [compound('WordDocument'), 'other-format'],
      [zip(new Map([['content.xml', bytesOf('<x/>')]])), 'other-format'],
      [bytesOf('%PDF-1.7 …'), 'other-format'],
      [bytesOf('<!DOCTYPE html><table>'), 'other-format'],
      [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'other-format'],
    ]
    for (const [bytes, problem] of cases) expect(await problemOf(bytes)).toBe(problem)
  })

  test('entities that grow are not grown', async () => {
    const entities = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
    const xml = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]>${sheetXml('<row><c t="str"><v>&e20;</v></c></row>')}`
    const result = await readTable(packed('', [['xl/worksheets/a.xml', bytesOf(xml)]]), 'a.xlsx')
    if (result.ok) expect(result.value.rows[0]!.cells[0]!.length).toBeLessThan(100)
  })

  test('10,000 rows of 15 columns are read whole', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      Array.from(
        { length: 15 },
        (_, c): OutCell => (c % 3 === 0 ? `text ${i} ${c}` : c % 3 === 1 ? i * c : { day: day('2026-01-02') }),
      ),
    )
    for (const bytes of [await writeWorkbook([{ name: 'A', rows }]), writeCsv(rows)]) {
      expect((await read(bytes)).rows).toHaveLength(10_000)
    }
  })
})
