import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { readTable } from '../../../platform/spreadsheet/read.ts'
import { writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { day } from '../../../shared/calendar-day.ts'
import { readPeople } from './import-check.ts'
import { guessColumns } from './import-heading.ts'
import { guessLayout } from './import-layout.ts'
import type { FilePerson } from './import-person.ts'
import { columnsOf } from './import-target.ts'

// Lists as teams have them, made here and read as the import reads them.

const today = day('2026-11-02')
const colleagues = ['Elin Forsgren', 'Samir Haddad'].map((name) => ({
  userId: name,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@norrby.example`,
  until: null,
}))

async function read(bytes: Uint8Array, name = 'lista.csv') {
  const table = await readTable(bytes, name)
  if (!table.ok) throw new Error(table.problem)
  const rows = table.value.rows
  const cells = rows.map((row) => row.cells)
  const layout = guessLayout(cells, today)
  const from = layout.from + layout.depth
  const headings = headingsOf(cells.slice(layout.from, from))
  const columns = Array.from({ length: table.value.width }, (_, at) => cells.slice(from).map((row) => row[at] ?? ''))
  const choices = guessColumns(headings, columns, today)
  const people = readPeople(rows.slice(from), { columns: columnsOf(choices), colleagues, today })
  return {
    layout,
    choices,
    people,
    problems: people.flatMap((person) => person.problems.map(({ row, kind }) => [row, kind])),
  }
}
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const nameOf = ({ facts }: FilePerson) => `${facts.name?.given} ${facts.name?.family}`

describe('lists as teams have them', () => {
  test('semicolons, Latin-1 and CRLF, from an old Excel', async () => {
    const { choices, people } = await read(
      latin1('Namn;Språk;Handläggare;Insats;Timmar\r\nÅsa Öberg;Arabiska;Samir Haddad;Köket;7,5\r\n'),
    )
    expect(choices).toEqual(['name', 'language', 'contact', 'track1.name', 'track1.hours'])
    expect(people[0]).toMatchObject({
      facts: { name: { given: 'Åsa', family: 'Öberg' }, language: 'ar', contact: { name: 'Samir Haddad' } },
      tracks: [{ name: 'Köket', quarterHours: 30 }],
    })
  })

  test('a mark of UTF-8, commas, quotes, line breaks and commas within cells', async () => {
    const { people, problems } = await read(
      utf8(
        '\ufeffName,Own words,Referral date\n"Ek, Ada","I want to\nwork, ""for real""",2026-03-02\nBo Asp,,2026-03-03\n',
      ),
    )
    expect(people.map(nameOf)).toEqual(['Ada Ek', 'Bo Asp'])
    expect(people[0]?.facts.ownWords).toBe('I want to\nwork, "for real"')
    expect(problems).toEqual([])
  })

  test('UTF-16 with tabs, as Excel saves “Unicode text”', async () => {
    const { people } = await read(
      new Uint8Array(Buffer.from('\ufeffFörnamn\tEfternamn\tInskriven\r\nAda\tEk\t2026-02-02\r\n', 'utf16le')),
    )
    expect(people[0]?.facts).toMatchObject({ name: { given: 'Ada', family: 'Ek' }, intakeOn: '2026-02-02' })
  })

  test('titles above, two rows of headings, blank rows and columns, stray blanks', async () => {
    const { layout, people } = await read(
      utf8(
        [
          'Samordningsteamet;;;;;;;',
          'Uppdaterad 2026-10-30;;;;;;;',
          ';;;;;;;',
          'Deltagare;;;Insats 1;;Insats 2;;',
          ' Namn ; Pnr;;Benämning;Timmar;Benämning;Timmar;',
          '  Ada   Ek ;19890201-2387 ;; Café ; 10 ;Verkstad;1,5;',
          ';;;;;;;',
          'Bo Asp;;;;;;;',
        ].join('\n'),
      ),
    )
    expect(layout).toEqual({ from: 2, depth: 2 })
    expect(people.map(nameOf)).toEqual(['Ada Ek', 'Bo Asp'])
    expect(people[0]?.tracks).toMatchObject([
      { name: 'Café', quarterHours: 40 },
      { name: 'Verkstad', quarterHours: 6 },
    ])
    expect(people[0]?.rows).toEqual([6])
  })

  test('codes that begin with zeros stay as they are, numbers that lost them get them back', async () => {
    const { people, problems } = await read(utf8('Dnr;Namn;Personnr\n0012;Ada Ek;1012384\n012;Bo Asp;\n'))
    expect(people.map((person) => person.facts.externalId)).toEqual(['0012', '012'])
    expect(people[0]?.facts.number?.digits12).toBe('200001012384')
    expect(problems.filter(([, kind]) => kind !== 'intakeAssumed')).toEqual([])
  })

  test('a workbook with days as days, numbers as numbers and a person on several rows', async () => {
    const bytes = await writeWorkbook([
      {
        name: 'Deltagare',
        header: ['Namn', 'Personnummer', 'Remiss', 'Inskriven', 'Insats', 'Tim/v', 'Start', 'Slut'],
        rows: [
          [
            'Ada Ek',
            198902012387,
            { day: day('2026-01-12') },
            { day: day('2026-02-02') },
            'Café',
            10,
            { day: day('2026-02-09') },
            null,
          ],
          ['', '', null, null, 'Verkstad', 1.5, { day: day('2026-03-09') }, { day: day('2026-05-31') }],
        ],
      },
    ])
    const { people, problems } = await read(bytes, 'lista.xlsx')
    expect(problems).toEqual([])
    expect(people).toHaveLength(1)
    expect(people[0]?.facts).toMatchObject({
      referralOn: '2026-01-12',
      intakeOn: '2026-02-02',
      number: { digits12: '198902012387' },
    })
    expect(people[0]?.tracks).toMatchObject([
      { name: 'Café', startOn: '2026-02-09', endOn: undefined },
      { name: 'Verkstad', quarterHours: 6, endOn: '2026-05-31' },
    ])
  })

  test('a participant named NA, a cell named NULL and a formula-like text are what they are', async () => {
    const { people } = await read(
      utf8("Namn;Egna ord;Telefon\nNa Ek;'=1+1;070-174 06 05\nBo Null;<script>alert(1)</script>;070-174 06 06\n"),
    )
    expect(people.map(nameOf)).toEqual(['Na Ek', 'Bo Null'])
    expect(people[0]?.facts.ownWords).toBe('=1+1')
    expect(people[1]?.facts.ownWords).toBe('<script>alert(1)</script>')
  })

  test('emoji, marks of direction and Arabic digits', async () => {
    const { people, problems } = await read(
      utf8('Namn;Remissdatum;Telefon\n\u200fليلى رحماني\u200f;٢٠٢٦-٠٣-٠٢;٠٧٠-١٧٤ ٠٦ ٠٥\nBo 🌱 Asp;2026-03-02;\n'),
    )
    expect(problems).toEqual([])
    expect(people[0]?.facts).toMatchObject({ referralOn: '2026-03-02', phone: '070-174 06 05' })
    expect(nameOf(people[1]!)).toBe('Bo 🌱 Asp')
  })
})
