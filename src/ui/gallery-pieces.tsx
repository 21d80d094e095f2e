import { Button } from './button.tsx'
import { Actions, Card, CardGrid, Prose, Stack } from './card.tsx'
import { SelectField } from './choice.tsx'
import { Details } from './details.tsx'
import { DescriptionList } from './facts.tsx'
import { FilterBar, SearchField } from './filter-bar.tsx'
import { Icon, iconNames } from './icons.tsx'
import { Bdi } from './inline.tsx'
import { LaneMark, lanes } from './lane.tsx'
import { Pagination } from './pagination.tsx'
import { Quote } from './quote.tsx'
import { Alert, EmptyState, Notice, Progress, Tag } from './status.tsx'
import { Table } from './table.tsx'

type Row = { name: string; contact: string; days: number; state: 'late' | 'queue' | 'fine' | 'info' }
const rows: Row[] = [
  { name: 'Exempel Ett', contact: 'Exempel Kollega', days: 6, state: 'late' },
  { name: 'Exempel Två', contact: 'Ingen ännu', days: 41, state: 'queue' },
  { name: 'Exempel Tre', contact: 'Exempel Kurator', days: 2, state: 'fine' },
]

const State = ({ state }: { state: Row['state'] }) => {
  if (state === 'late') return <Tag tone="danger">Försenad</Tag>
  if (state === 'queue') return <Tag tone="attention">I kö</Tag>
  if (state === 'info') return <Tag tone="info">Ny</Tag>
  return <Tag tone="ok">Pågår</Tag>
}

const Lists = () => (
  <Stack>
    <h2>Listor</h2>
    <FilterBar
      action="#"
      label="Välj deltagare"
      submitText="Visa"
      clear={{ href: '#', text: 'Rensa' }}
      hidden={{ sort: 'name' }}
    >
      <SearchField name="q" label="Namn eller nummer" value="Exempel" />
      <SelectField
        name="state"
        label="Läge"
        emptyText="Alla lägen"
        value="queue"
        options={[
          { value: 'queue', label: 'I kö' },
          { group: 'Avslutade', options: [{ value: 'work', label: 'Till arbete' }] },
        ]}
      />
    </FilterBar>
    <Card>
      <Table
        caption="Deltagare"
        columns={[
          {
            heading: 'Namn',
            header: true,
            sort: { href: '#namn', direction: 'ascending' },
            cell: (row: Row) => <a href="#person">{row.name}</a>,
          },
          { heading: 'Kontakt', cell: (row) => row.contact },
          { heading: 'Läge', cell: (row) => <State state={row.state} /> },
          { heading: 'Dagar', align: 'end', sort: { href: '#dagar' }, cell: (row) => <Bdi>{row.days}</Bdi> },
          {
            heading: 'Att göra',
            headingHidden: true,
            align: 'end',
            cell: (row) => (
              <Button size="small" variant="secondary" href="#oppna">
                Öppna<span class="vh"> {row.name}</span>
              </Button>
            ),
          },
        ]}
        rows={rows}
        empty=""
      />
      <Pagination
        label="Sidor"
        page={4}
        pages={9}
        href={(page) => `#sida-${page}`}
        previousText="Föregående"
        nextText="Nästa"
        pageText={(page) => `Sida ${page}`}
        summary="Visar 76–100 av 213"
      />
    </Card>
    <Card title="Grupper" level={3}>
      <Table caption="Grupper" captionHidden columns={[]} rows={[]} empty={<p>Inga grupper den här veckan.</p>} />
    </Card>
    <EmptyState title="Ingen väntar i kön" level={3} actions={<Button variant="secondary">Ta emot en remiss</Button>}>
      <p>När en remiss kommer in ser du den här, och den som skickat den ser att du svarar.</p>
    </EmptyState>
  </Stack>
)

const Messages = () => (
  <Stack>
    <h2>Lägen och meddelanden</h2>
    <Actions>
      <Tag>Utkast</Tag>
      <Tag tone="info">Ny</Tag>
      <Tag tone="ok">Klart</Tag>
      <Tag tone="attention">Väntar</Tag>
      <Tag tone="danger">Försenad</Tag>
    </Actions>
    <Notice tone="ok" title="Sparat" live="status" level={3}>
      <p>Exempel Kollega ser anteckningen nu.</p>
    </Notice>
    <Notice title="Bra att veta" level={3}>
      <p>Den som du skriver om kan läsa allt.</p>
    </Notice>
    <Notice tone="attention">Ingen har träffat personen på 21 dagar.</Notice>
    <Alert title="Någon annan har ändrat under tiden" level={3}>
      <p>Båda texterna finns kvar. Välj vilken som ska gälla.</p>
    </Alert>
    <Progress label="Läser in rad 4 200 av 10 000" value={4200} max={10000} />
  </Stack>
)

/** Lists, states, words and signs. */
export const GalleryPieces = () => (
  <>
    <Lists />
    <Messages />
    <Stack>
      <h2>Ord</h2>
      <CardGrid size="large">
        <Card title="Personen" level={3}>
          <DescriptionList
            items={[
              { term: 'Ärende', description: <Bdi>NT-2025-0042</Bdi> },
              { term: 'Språk', description: 'Arabiska, tolk vid möten' },
              { term: 'Skickad av', description: 'Exempel Handläggare, Försörjningsstöd' },
            ]}
          />
        </Card>
        <Card title="Egna ord på arabiska" level={3} tone="sunk">
          <Quote lang="ar" source="Exempel Person, 3 september 2025">
            أريد أن أعمل نصف دوام في ورشة، في الصباح.
          </Quote>
        </Card>
        <Card title="Hälsogruppen" level={3} href="#grupp">
          <p>Tisdagar kl. 9, sex platser kvar.</p>
        </Card>
      </CardGrid>
      <Details summary="Vad betyder samtycke?">
        <p>Du bestämmer vem som får se vad. Du kan ändra dig när du vill.</p>
      </Details>
      <Prose>
        <h3>Brödtext</h3>
        <p>
          Text att läsa håller sig till en lagom bredd. Här är <a href="#lank">en länk</a> och ett nummer:{' '}
          <Bdi whole>NT-2025-0042</Bdi>.
        </p>
      </Prose>
      <ul class="actions lane-legend">
        {lanes.map((lane) => (
          <li>
            <LaneMark lane={lane}>{lane}</LaneMark>
          </li>
        ))}
      </ul>
      <p class="actions">
        {iconNames.map((name) => (
          <Icon name={name} />
        ))}
      </p>
    </Stack>
  </>
)
