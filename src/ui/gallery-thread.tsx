import { Button } from './button.tsx'
import { Card, CardGrid, Columns } from './card.tsx'
import { Facts } from './facts.tsx'
import { Bdi } from './inline.tsx'
import { Quote } from './quote.tsx'
import { Notice, Tag } from './status.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { StepList, Timeline } from './timeline.tsx'

type StepRow = { what: string; march: string; june: string; september: string; up?: boolean }

const steps: StepRow[] = [
  { what: 'Timmar i veckan', march: '4', june: '10', september: '17', up: true },
  { what: 'Tro på egen förmåga (själv / personal)', march: '3 / 5', june: '4 / 6', september: '6 / 6', up: true },
  { what: 'Närvaro', march: '62 %', june: '80 %', september: '78 %' },
]

/** A person's page as it may look: what comes first, the thread, the facts. */
export const GalleryThread = () => (
  <>
    <CardGrid lead>
      <Card title="Härnäst" titleStyle="quiet" tone="first">
        <p class="big">
          Flerpartsmöte <Bdi>tisdag 1 december kl. 13</Bdi>
        </p>
        <p>Exempel Kollega kallar · tre av fyra har svarat</p>
      </Card>
      <Card title="Med egna ord" titleStyle="quiet">
        <Quote lang="sv">Vill arbeta halvtid i en verkstad, på förmiddagar.</Quote>
      </Card>
      <Card title="Att göra" titleStyle="quiet">
        <p>Läkarintyg till Försäkringskassan</p>
        <p>
          <Tag tone="danger">6 dagar försenat</Tag> Kurator, Regionen
        </p>
      </Card>
    </CardGrid>
    <Tabs
      label="Delar av tråden"
      items={[
        { href: '#trad', text: 'Tråden', current: true },
        { href: '#plan', text: 'Planen' },
        { href: '#anteckningar', text: 'Anteckningar', count: 12 },
        { href: '#samtycken', text: 'Vem får se vad' },
      ]}
    />
    <Card title="Remissen">
      <StepList
        label="Remissens väg"
        stateText={{ done: 'klart', present: 'nu', coming: 'kommer' }}
        steps={[
          { text: 'Skickad', state: 'done', meta: <Bdi>3 september 2025</Bdi> },
          { text: 'Mottagen', state: 'done', meta: <Bdi>5 september 2025</Bdi> },
          { text: 'Studiebesök', state: 'done', meta: <Bdi>19 september 2025</Bdi> },
          { text: 'I kö', state: 'present', meta: '41 dagar · teamledaren svarar' },
          { text: 'Inskriven', state: 'coming' },
        ]}
      />
    </Card>
    <Columns>
      <Card title="Steg">
        <Table
          caption="Steg vid uppföljningarna"
          captionHidden
          columns={[
            { heading: 'Vad', header: true, cell: (row: StepRow) => row.what },
            { heading: 'Mars', cell: (row) => <Bdi>{row.march}</Bdi>, align: 'end' },
            { heading: 'Juni', cell: (row) => <Bdi>{row.june}</Bdi>, align: 'end' },
            {
              heading: 'September',
              cell: (row) => (
                <>
                  {row.up && <Tag tone="ok">steg</Tag>} <Bdi>{row.september}</Bdi>
                </>
              ),
              align: 'end',
            },
          ]}
          rows={steps}
          empty="Inga steg ännu."
        />
      </Card>
      <Card title="Vem får se vad" actions={<a href="#last">Vem har läst</a>}>
        <p>
          <strong>Regionen</strong>: planen, till <Bdi>1 mars</Bdi>
        </p>
        <p>
          <strong>Arbetsförmedlingen</strong>: planen och närvaro, till <Bdi>1 mars</Bdi>
        </p>
        <Notice tone="attention">Samtycket till Regionen går ut om 14 dagar.</Notice>
      </Card>
    </Columns>
    <Columns>
      <Card title="Det som hänt">
        <Timeline
          items={[
            {
              when: <Bdi>3 september 2025</Bdi>,
              title: 'Remiss från Försörjningsstöd',
              body: <p>Skickad av Exempel Handläggare.</p>,
              line: 'wait',
              wait: '91 dagars väntan',
            },
            {
              when: <Bdi>3 december 2025</Bdi>,
              title: 'Inskriven i Norrby samordningsteam',
              body: <p>Exempel Kollega blev kontakt.</p>,
            },
            { when: <Bdi>12 januari 2026</Bdi>, title: 'Började i Mitt val', knot: 'small' },
            {
              when: <Bdi>2 mars 2026</Bdi>,
              title: 'Flerpartsmöte',
              body: <p>Beslut: Caféet, 6 timmar i veckan, från 9 mars. Exempel Kollega ordnar.</p>,
              line: 'wait',
              wait: '59 dagar utan stöd',
            },
            { when: <Bdi>24 augusti 2026</Bdi>, title: 'Cykelverkstaden, 16 timmar i veckan' },
          ]}
        />
      </Card>
      <Card
        title="I teamet just nu"
        actions={
          <Button size="small" variant="secondary" href="#alla">
            Visa alla
          </Button>
        }
      >
        <Facts
          items={[
            { value: '34', label: 'deltagare' },
            { value: '41', label: 'dagar i kö i snitt', note: 'målet är 0', tone: 'attention' },
            { value: '8 av 10', label: 'möten i tid', href: '#moten' },
          ]}
        />
      </Card>
    </Columns>
  </>
)
