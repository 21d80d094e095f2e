import { paths } from '../../../paths.ts'
import { readForm } from '../../../platform/form/read-form.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { isUuid } from '../../../shared/ids.ts'
import { ok, type Refusal, type Result, refuse } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { FormKeys, Route, Visit } from '../../access/public.ts'
import { KEEPER_ROLES } from '../entry.access.ts'
import { MapTabs } from '../map.view.tsx'
import { mapTexts } from '../texts/map.ts'
import { neighbourTexts } from '../texts/neighbour.ts'
import { addNeighbour, askNeighbour, removeNeighbour } from './neighbour.commands.ts'
import { loadNeighbours } from './neighbour.queries.ts'
import { neighbourSchema } from './neighbour.schema.ts'
import type { Neighbour } from './neighbour.ts'

type ProblemKey = 'problem.name'
const DONE = ['added', 'asked', 'removed'] as const

/** Long, and without a blank to break at. */
const Address = ({ children }: { children: string }) => <bdi class="breaks">{children}</bdi>

/** How fetching went, in words; what was wrong, and what stays. */
function State({ lang, neighbour: one }: { lang: Lang; neighbour: Neighbour }) {
  const t = neighbourTexts(lang)
  const at = (when: Date) => <Bdi>{formatInstant(lang, when)}</Bdi>
  if (!one.triedAt) return <p>{t('state.waiting')}</p>
  if (one.problem)
    return (
      <>
        <p>
          {t.parts('state.failed', { when: at(one.triedAt) })}. {t(`why.${one.problem}`)}{' '}
          {one.detail && <Address>{one.detail}</Address>}
        </p>
        {one.goodAt && <p>{t.parts('state.kept', { when: at(one.goodAt) })}</p>}
      </>
    )
  return (
    <>
      {one.goodAt && <p>{t.parts('state.good', { when: at(one.goodAt), entries: one.entries })}</p>}
      {one.leftOut > 0 && <p>{t('state.leftOut', { count: one.leftOut })}</p>}
    </>
  )
}

function Buttons({ lang, neighbour: one, keys }: { lang: Lang; neighbour: Neighbour; keys: () => FormKeys }) {
  const t = neighbourTexts(lang)
  const button = (action: 'fetch' | 'remove', href: string) => {
    const { token, key } = keys()
    return (
      <Form action={href} hidden={{ _token: token, _key: key }} label={t('of', { what: t(action), name: one.name })}>
        <Button variant="secondary" size="small">
          {t(action === 'remove' ? 'remove.yes' : action)}
        </Button>
      </Form>
    )
  }
  return (
    <>
      {button('fetch', paths.mapNeighbourFetch(one.neighbourId))}
      <Details variant="plain" summary={t('remove')}>
        <p>{t('remove.text')}</p>
        {button('remove', paths.mapNeighbourRemove(one.neighbourId))}
      </Details>
    </>
  )
}

async function listPage(visit: Visit, refusal?: Refusal) {
  const { tx, viewer, lang, c, form } = visit
  const t = neighbourTexts(lang)
  const neighbours = await loadNeighbours(tx, viewer)
  const problems = refusal?.kind === 'invalid' ? refusal.fields : {}
  const keys = visit.keys()
  const done = DONE.find((one) => one === c.req.query('klart'))
  const field = (name: 'name' | 'address') => ({
    name,
    label: t(name),
    hint: t(`${name}.hint`),
    value: form[name] ?? '',
    error: problems[name] ? t(`problem.${problems[name]}` as ProblemKey) : undefined,
    required: true,
  })
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    ...(refusal ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ErrorSummary
          title={formTexts(lang)('summary', { count: Object.keys(problems).length })}
          errors={Object.entries(problems).map(([name, problem]) => ({
            name,
            text: t(`problem.${problem}` as ProblemKey),
          }))}
        />
        {done && (
          <Notice tone="ok" live="status">
            <p>{t(`done.${done}`)}</p>
          </Notice>
        )}
        <PageHeading title={mapTexts(lang)('title')} lead={t('lead')} />
        <MapTabs lang={lang} viewer={viewer} current="neighbours" />
        <Table
          caption={t('list', { count: neighbours.length })}
          rows={neighbours}
          empty={<p>{t('empty')}</p>}
          columns={[
            { heading: t('name'), header: true, cell: (one) => <Bdi>{one.name}</Bdi> },
            { heading: t('address'), cell: (one) => <Address>{one.address}</Address> },
            { heading: t('state'), cell: (one) => <State lang={lang} neighbour={one} /> },
            {
              heading: t('fetch'),
              headingHidden: true,
              cell: (one) => <Buttons lang={lang} neighbour={one} keys={() => visit.keys()} />,
            },
          ]}
        />
        <Card title={t('add')}>
          <Form action={paths.mapNeighbours} hidden={{ _token: keys.token, _key: keys.key }}>
            <TextField {...field('name')} autocomplete="off" />
            <TextField {...field('address')} type="url" autocomplete="off" />
            <Actions>
              <Button>{t('add')}</Button>
            </Actions>
          </Form>
        </Card>
      </>
    ),
  })
}

/** The neighbour of an address, and what is done with it. */
async function act(
  visit: Visit,
  done: (typeof DONE)[number],
  work: (visit: Visit, id: string) => Promise<Result<string>>,
) {
  const id = visit.c.req.param('id')
  if (!isUuid(id)) return visit.notFound()
  const sent = await visit.submit(async () => {
    const result = await work(visit, id)
    return result.ok ? ok(`${paths.mapNeighbours}?klart=${done}`) : result
  })
  return 'done' in sent ? sent.done : visit.notFound()
}

/** Neighbours of the map, for its keeper. `loopback`: the machine itself may be one (tests). */
export const neighbourRoutes = ({ loopback = false }: { loopback?: boolean | undefined }): Route[] => [
  {
    method: 'get',
    path: paths.mapNeighbours,
    guard: KEEPER_ROLES,
    audit: 'none',
    handle: (visit) => listPage(visit),
  },
  {
    method: 'post',
    path: paths.mapNeighbours,
    guard: KEEPER_ROLES,
    audit: 'change',
    async handle(visit) {
      const sent = await visit.submit(async () => {
        const read = readForm(neighbourSchema, { name: visit.form.name ?? '', address: visit.form.address ?? '' })
        if (!read.ok) return refuse({ kind: 'invalid', fields: read.problems })
        const added = await addNeighbour(visit, read.value, { loopback })
        return added.ok ? ok(`${paths.mapNeighbours}?klart=added`) : added
      })
      return 'done' in sent ? sent.done : listPage(visit, sent.refused)
    },
  },
  {
    method: 'post',
    path: paths.mapNeighbourFetch(':id'),
    guard: KEEPER_ROLES,
    audit: 'change',
    handle: (visit) => act(visit, 'asked', askNeighbour),
  },
  {
    method: 'post',
    path: paths.mapNeighbourRemove(':id'),
    guard: KEEPER_ROLES,
    audit: 'change',
    handle: (visit) => act(visit, 'removed', removeNeighbour),
  },
]
