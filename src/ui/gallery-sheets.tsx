import { Card, Stack } from './card.tsx'
import { Bdi } from './inline.tsx'
import { HeadingRowsForm, SheetColumnTable, SheetForm } from './sheet-columns.tsx'
import { SheetTooLarge, SheetUploadForm, TakenFiles } from './sheet-upload.tsx'
import { Tag } from './status.tsx'

const SAID = {
  'mapping.column': 'Kolumn',
  'mapping.noHeading': 'utan rubrik',
  'mapping.examples': 'Ur filen',
  'mapping.noExamples': 'tom',
  'mapping.meaning': 'Betyder',
  'mapping.columnLabel': 'Vad betyder {column}?',
  'layout.summary': 'Fel rad med rubriker?',
  'layout.label': 'Var står rubrikerna?',
  'layout.one': 'Rad {row}: {text}',
  'layout.two': 'Rad {row} och {next}',
  'layout.none': 'Det finns inga rubriker',
  'layout.submit': 'Läs om',
  'sheet.label': 'Vilket blad?',
  'sheet.submit': 'Läs bladet',
} as const

const words = (key: keyof typeof SAID, values: Record<string, string | number> = {}): string =>
  SAID[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

const upload = {
  action: '#',
  hidden: { _token: 'x', _key: 'y' },
  file: { label: 'Fil', hint: 'Excel eller CSV, högst 5 MB.' },
  submit: 'Ladda upp',
} as const
const whose = {
  label: 'Vems rader är det?',
  hint: 'Gäller de rader som inte säger det själva.',
  emptyText: 'Välj',
  value: undefined,
}

/** How somebody's own spreadsheet is taken in: sent, refused, its sheet and columns asked for, and those taken before. */
export const GallerySheets = () => (
  <Card title="Kalkylblad" level={2}>
    <Stack>
      <SheetUploadForm
        {...upload}
        whose={{
          ...whose,
          name: 'owner',
          options: [
            { value: '1', label: 'Norrby kommun' },
            { value: '2', label: 'Region Norr' },
          ],
          error: 'Välj vems raderna är',
        }}
        file={{ ...upload.file, error: 'Välj en fil' }}
      >
        <p>Filen får inte innehålla personuppgifter.</p>
      </SheetUploadForm>
      <SheetTooLarge title="Filen är för stor" text="Den får vara högst 5 MB. Välj en mindre fil." href="#sheet-after">
        <p id="sheet-after">Dela filen i två och ladda upp dem var för sig.</p>
      </SheetTooLarge>
      <SheetForm words={words} action="#" hidden={{}} sheets={['Insatser 2026', 'التدخلات']} />
      <HeadingRowsForm
        words={words}
        action="#"
        hidden={{}}
        value="1-1"
        error="Välj raden med rubriker"
        rows={[
          { number: 1, cells: ['Matris över insatser', '', ''] },
          { number: 2, cells: ['Insats', 'Ålder', 'Övrigt'] },
          { number: 3, cells: ['Hälsogrupp', '16–29 år', ''] },
        ]}
      />
      <SheetColumnTable
        words={words}
        caption="Kolumner i Insatser 2026"
        emptyText="Välj"
        columns={[
          {
            column: 0,
            letters: 'A',
            heading: 'Insats',
            name: 'kolumn A',
            examples: ['Hälsogrupp', 'Gym'],
            value: 'name',
          },
          { column: 1, letters: 'B', heading: '', name: 'kolumn B', examples: [], value: 'keep' },
          {
            column: 2,
            letters: 'C',
            heading: 'Benämning',
            name: 'kolumn C',
            examples: ['مجموعة'],
            value: 'name',
            error: 'Två kolumner betyder samma sak. Välj en av dem',
          },
        ]}
        options={[
          { value: 'name', label: 'Namn' },
          { value: 'keep', label: 'Spara som text' },
        ]}
      />
      <TakenFiles
        title="Filer som lästs in förut"
        file="Fil"
        rows={[
          { fileName: 'insatser.xlsx', state: 'Inläst' },
          { fileName: 'التدخلات.csv', state: 'Ångrad' },
        ]}
        href={() => '#'}
        columns={[
          { heading: 'Av', cell: () => <Bdi>Exempel Kollega</Bdi> },
          { heading: 'Läge', cell: ({ state }) => <Tag tone={state === 'Inläst' ? 'ok' : 'neutral'}>{state}</Tag> },
        ]}
      />
    </Stack>
  </Card>
)
