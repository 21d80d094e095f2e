import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { mergeStale, openedValues, type Values } from '../../platform/form/stale-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { versionIn } from '../../platform/form/version.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok, type Refusal, refuse } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Table } from '../../ui/table.tsx'
import { Versions } from '../../ui/versions.tsx'
import type { Route, Visit } from '../access/public.ts'
import { mayWrite } from './entry.access.ts'
import { loadMap, loadPlaces } from './entry.queries.ts'
import { problemText } from './entry-form-words.view.ts'
import { DoneNotice } from './entry-state.view.tsx'
import { MapTabs } from './map.view.tsx'
import { changePlace } from './place.commands.ts'
import { placeSchema } from './place.schema.ts'
import type { Place } from './place.ts'
import { entryFormTexts } from './texts/entry-form.ts'
import { mapTexts } from './texts/map.ts'

const FIELDS = [
  'name',
  'kind',
  'address',
  'postalCode',
  'city',
  'area',
  'latitude',
  'longitude',
  'howToGetThere',
  'accessibility',
] as const
const LONG: readonly string[] = ['howToGetThere', 'accessibility']

const valuesOf = (place: Place): Values =>
  Object.fromEntries(FIELDS.map((name) => [name, place[name] === null ? '' : String(place[name])]))

async function listPage(visit: Visit) {
  const { tx, viewer, lang, c } = visit
  const t = entryFormTexts(lang)
  const [places, entries] = await Promise.all([loadPlaces(tx, viewer), loadMap(tx, viewer)])
  const at = new Map<string, number>()
  for (const entry of entries) for (const id of entry.placeIds) at.set(id, (at.get(id) ?? 0) + 1)
  return visit.page({
    title: mapTexts(lang)('tab.places'),
    section: 'map',
    wide: true,
    body: (
      <>
        <DoneNotice lang={lang} done={c.req.query('klart')} />
        <PageHeading title={mapTexts(lang)('title')} lead={t('places.lead')} />
        <MapTabs lang={lang} viewer={viewer} current="places" />
        <Table
          caption={t('places.caption', { count: places.length })}
          rows={places}
          empty={t('places.empty')}
          columns={[
            {
              heading: t('fact.name'),
              header: true,
              cell: (place) =>
                mayWrite(viewer, place) ? (
                  <a href={paths.mapPlace(place.placeId)}>
                    <Bdi>{place.name}</Bdi>
                  </a>
                ) : (
                  <Bdi>{place.name}</Bdi>
                ),
            },
            { heading: t('place.address'), cell: (place) => <Bdi>{place.address || '–'}</Bdi> },
            { heading: t('place.area'), cell: (place) => <Bdi>{place.area || '–'}</Bdi> },
            { heading: t('places.entries'), align: 'end', cell: (place) => <Bdi>{at.get(place.placeId) ?? 0}</Bdi> },
          ]}
        />
      </>
    ),
  })
}

function formPage(visit: Visit, place: Place, typed: Values, refusal?: Refusal) {
  const { lang } = visit
  const t = entryFormTexts(lang)
  const form = formTexts(lang)
  const saved = valuesOf(place)
  const before = refusal?.kind === 'stale' ? openedValues(visit.form._opened) : undefined
  const mine = Object.fromEntries(FIELDS.map((name) => [name, typed[name] ?? '']))
  const merged = before ? mergeStale(before, mine, saved) : undefined
  const values = merged ? merged.values : mine
  const problems = refusal?.kind === 'invalid' ? refusal.fields : {}
  const label = (name: string) => t(`place.${name}` as 'place.name')
  const shown = (of: Values, names: readonly string[]) =>
    names.map((name) => ({ label: label(name), value: of[name] ?? '' }))
  const common = (name: string) => ({
    name,
    label: label(name),
    value: values[name] ?? '',
    error: problems[name] ? problemText(lang, problems[name]) : undefined,
  })
  const keys = visit.keys()
  return visit.page({
    title: t('place.change', { name: place.name }),
    section: 'map',
    narrow: true,
    ...(refusal ? { failed: true, status: refusal.kind === 'stale' ? (409 as const) : (422 as const) } : {}),
    body: (
      <>
        <p class="back-link no-print">
          <a href={paths.mapPlaces}>
            <Icon name="arrow" />
            <span>{mapTexts(lang)('tab.places')}</span>
          </a>
        </p>
        <ErrorSummary
          title={form('summary', { count: Object.keys(problems).length })}
          errors={Object.entries(problems).map(([name, problem]) => ({
            name,
            text: `${label(name)}: ${problemText(lang, problem)}`,
          }))}
        />
        {refusal?.kind === 'stale' && (
          <Versions
            words={form}
            theirs={shown(saved, merged?.theirs ?? FIELDS)}
            yours={shown(mine, merged?.mine ?? FIELDS)}
          />
        )}
        <PageHeading title={t.parts('place.change', { name: <bdi>{place.name}</bdi> })} lead={t('place.lead')} />
        <Form
          action={paths.mapPlace(place.placeId)}
          hidden={{ _token: keys.token, _key: keys.key, version: place.version, _opened: JSON.stringify(saved) }}
        >
          {FIELDS.map((name) =>
            name === 'kind' ? (
              <RadioGroup
                {...common(name)}
                options={(['physical', 'virtual'] as const).map((one) => ({
                  value: one,
                  label: t(`place.kind.${one}`),
                }))}
              />
            ) : LONG.includes(name) ? (
              <TextArea {...common(name)} />
            ) : (
              <TextField {...common(name)} autocomplete="off" required={name === 'name'} />
            ),
          )}
          <Actions>
            <Button>{form('save')}</Button>
            <Button variant="tertiary" href={paths.mapPlaces}>
              {form('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

/** The place of the address, where the viewer may change it. */
async function placeOf({ tx, viewer, c }: Visit): Promise<Place | undefined> {
  const placeId = c.req.param('id')
  if (!isUuid(placeId)) return undefined
  const place = (await loadPlaces(tx, viewer)).find((one) => one.placeId === placeId)
  return place && mayWrite(viewer, place) ? place : undefined
}

async function send(visit: Visit) {
  const place = await placeOf(visit)
  if (!place) return visit.notFound()
  const version = versionIn(visit.form)
  // Asked within the submit: the form sent twice is not stale by itself.
  const sent = await visit.submit(async () => {
    if (version !== place.version) return refuse({ kind: 'stale' })
    const authority = place.authorityId === null ? 'none' : String(place.authorityId)
    const read = readForm(placeSchema, { ...visit.form, authority })
    if (!read.ok) return refuse({ kind: 'invalid', fields: read.problems })
    const done = await changePlace(visit, place.placeId, version, read.value)
    return done.ok ? ok(`${paths.mapPlaces}?klart=place`) : done
  })
  return 'done' in sent ? sent.done : formPage(visit, place, visit.form, sent.refused)
}

/** Places of the map, each shared by the entries that are there. */
export const placeRoutes: Route[] = [
  { method: 'get', path: paths.mapPlaces, guard: 'signed-in', audit: 'none', handle: listPage },
  {
    method: 'get',
    path: paths.mapPlace(':id'),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const place = await placeOf(visit)
      return place ? formPage(visit, place, valuesOf(place)) : visit.notFound()
    },
  },
  { method: 'post', path: paths.mapPlace(':id'), guard: 'signed-in', audit: 'change', handle: send },
]
