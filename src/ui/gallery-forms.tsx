import { Button } from './button.tsx'
import { Actions, Card, Columns, Stack } from './card.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from './choice.tsx'
import { ConfirmPanel } from './confirm-panel.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { DateField, FileField, NumberField, TextArea, TextField } from './field.tsx'
import { FieldSet, Form } from './form.tsx'

const categories = [
  { value: 'plan', label: 'Planen', hint: 'Mål, steg och vem som gör vad.' },
  { value: 'attendance', label: 'Närvaro', hint: 'Vilka dagar du varit med.' },
  { value: 'health', label: 'Hälsa' },
]

const Refused = () => (
  <Form action="#" label="Remiss med fel" hidden={{ _token: 'x', _key: 'y', version: 3 }}>
    <ErrorSummary
      title="Det finns 4 saker att rätta"
      errors={[
        { text: 'Skriv personens förnamn', name: 'e-first' },
        { text: '31 februari finns inte. Skriv ett annat datum', name: 'e-start' },
        { text: 'Välj hur samtycket gavs', name: 'e-how' },
        { text: 'Skriv timmar mellan 0 och 40', name: 'e-hours' },
      ]}
    />
    <TextField name="e-first" label="Förnamn" error="Skriv personens förnamn" required />
    <DateField
      name="e-start"
      label="Önskad start"
      format="Till exempel 2026-03-09 eller 9 mars."
      value="2026-02-31"
      error="31 februari finns inte. Skriv ett annat datum"
    />
    <RadioGroup
      name="e-how"
      label="Hur gavs samtycket?"
      error="Välj hur samtycket gavs"
      required
      options={[
        { value: 'talk', label: 'I ett samtal' },
        { value: 'paper', label: 'På papper' },
      ]}
    />
    <NumberField
      name="e-hours"
      label="Omfattning"
      unit="timmar i veckan"
      decimal
      value="400"
      error="Skriv timmar mellan 0 och 40"
    />
    <Actions>
      <Button>Skicka remissen</Button>
    </Actions>
  </Form>
)

const Asked = () => (
  <Form action="#" label="Remiss" enctype="multipart/form-data">
    <TextField name="email" label="E-post" type="email" autocomplete="email" hint="Dit skickar vi svaret." />
    <TextField name="pnr" label="Personnummer" mark="(valfritt)" dir="ltr" chars="medium" inputmode="numeric" />
    <TextArea name="words" label="Vad vill personen själv?" hint="Skriv så som personen säger det." />
    <SelectField name="language" label="Språk" emptyText="Välj språk" options={[{ value: 'ar', label: 'Arabiska' }]} />
    <CheckboxGroup
      name="categories"
      label="Vad får Regionen se?"
      hint="Du kan ändra dig när du vill."
      options={categories}
      values={['plan']}
    />
    <RadioGroup
      name="interpreter"
      label="Behövs tolk?"
      layout="row"
      value="yes"
      options={[
        { value: 'yes', label: 'Ja' },
        { value: 'no', label: 'Nej' },
      ]}
    />
    <FieldSet name="child" legend="Barn i hushållet" hint="Bara ålder, inga namn.">
      <NumberField name="age" label="Ålder" unit="år" />
    </FieldSet>
    <Checkbox name="told" label="Personen vet att jag skickar remissen" hint="Det måste hen veta." />
    <FileField name="paper" label="Fil att läsa in" accept=".csv,.xlsx" />
    <TextField name="locked" label="Team" value="Norrby" disabled />
    <Actions>
      <Button>Skicka</Button>
      <Button variant="secondary" name="draft" value="1">
        Spara utkast
      </Button>
      <Button variant="tertiary" href="#avbryt">
        Avbryt
      </Button>
    </Actions>
    <Button disabledReason="Personen behöver först en kontakt i teamet.">Skriv in</Button>
  </Form>
)

/** Forms: asked, refused, confirmed. */
export const GalleryForms = () => (
  <Stack>
    <h2>Formulär</h2>
    <Columns split="even">
      <Card title="Att fylla i" level={3}>
        <Asked />
      </Card>
      <Card title="Att rätta" level={3}>
        <Refused />
      </Card>
    </Columns>
    <ConfirmPanel
      title="Vill du dra tillbaka samtycket?"
      level={2}
      consequences={['Regionen ser ingenting från och med nu.', 'Det som redan har lästs går inte att ta tillbaka.']}
      form={{ action: '#', hidden: { _token: 'x' } }}
      confirmText="Dra tillbaka samtycket"
      danger
      cancel={{ href: '#', text: 'Nej, gå tillbaka' }}
    >
      <TextArea name="reason" label="Varför?" mark="(valfritt)" />
    </ConfirmPanel>
  </Stack>
)
