import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { mergeStale, openedValues, type Values } from '../../platform/form/stale-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { versionIn } from '../../platform/form/version.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok, type Refusal, type Result, refuse } from '../../shared/result.ts'
import { foldName } from '../../shared/text.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Card } from '../../ui/card.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import type { Route, Visit } from '../access/public.ts'
import { ENTRY_KINDS, type EntryKind } from './code.ts'
import { isKeeper, mayWrite, mayWriteSomething, writesFor } from './entry.access.ts'
import { changeEntry, createEntry } from './entry.commands.ts'
import { bodiesOf, loadMap, loadPlaces } from './entry.queries.ts'
import { entrySchema } from './entry.schema.ts'
import { EMPTY_FACTS, type Entry, type EntryFacts } from './entry.ts'
import { type EntryValues, fieldProblems, inputOf, placeIn, providerIn, SEVERAL, valuesOf } from './entry-form.ts'
import { EntryFormView, shownFields } from './entry-form.view.tsx'
import type { PartProps } from './entry-form-parts.view.tsx'
import { problemText } from './entry-form-words.view.ts'
import { MEASURED } from './measure.ts'
import { createPlace } from './place.commands.ts'
import { placeSchema } from './place.schema.ts'
import { type Double, likelyDoubles } from './review/double.ts'
import { sayApart } from './review/pair.commands.ts'
import { entryTexts } from './texts/entry.ts'
import { entryFormTexts } from './texts/entry-form.ts'
import { mapTexts } from './texts/map.ts'

const STATUS = { invalid: 422, stale: 409, conflict: 409, 'not-allowed': 403, 'not-found': 404 } as const
const LONGEST_NAME = 200
const MULTIPLE = /^opening-\d+-weekdays$/

/** The fields as sent; what is sent several times stands in one text. */
const typedIn = (visit: Visit): Values =>
  Object.fromEntries(
    Object.keys(visit.form).map((name) => [
      name,
      (SEVERAL as readonly string[]).includes(name) || MULTIPLE.test(name)
        ? [...new Set(visit.all(name).filter(Boolean))].join(' ')
        : (visit.form[name] ?? ''),
    ]),
  )

const fieldsOf = (typed: Values): Values =>
  Object.fromEntries(
    Object.entries(typed).filter(([name]) => !name.startsWith('_') && !['version', 'seen'].includes(name)),
  )

type Loaded = Pick<PartProps, 'bodies' | 'owners' | 'entries' | 'places'>

async function load({ tx, viewer }: Visit): Promise<Loaded> {
  const [entries, bodies, places] = await Promise.all([loadMap(tx, viewer), bodiesOf(tx), loadPlaces(tx, viewer)])
  const keeper = isKeeper(viewer)
  const authorityIds = keeper ? bodies.authorities.map((one) => one.authorityId) : writesFor(viewer)
  return { bodies, owners: { authorityIds, civil: keeper }, entries, places }
}

const kindOf = (text: string | undefined): EntryKind | undefined => ENTRY_KINDS.find((kind) => kind === text)

/** The first question of a new entry, on a page of its own: each answer leads to its form. */
function kindPage(visit: Visit, wrong = false) {
  const { lang } = visit
  const t = entryFormTexts(lang)
  return visit.page({
    title: t('new'),
    section: 'map',
    narrow: true,
    ...(wrong ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        {wrong && (
          <ErrorSummary
            title={formTexts(lang)('summary', { count: 1 })}
            errors={[{ text: problemText(lang, 'kind'), href: '#kinds' }]}
          />
        )}
        <PageHeading title={t('new')} lead={t('kind.question')} />
        <div class="stack" id="kinds">
          {ENTRY_KINDS.map((kind) => (
            <Card title={t(`kind.${kind}`)} href={`${paths.mapNew}?kind=${kind}`}>
              <p>{t(`kind.${kind}.hint`)}</p>
            </Card>
          ))}
        </div>
        <p class="soft">{t('kind.hint')}</p>
        <Actions>
          <Button variant="tertiary" href={paths.map}>
            {formTexts(lang)('cancel')}
          </Button>
        </Actions>
      </>
    ),
  })
}

type Answer = { values: EntryValues; refusal?: Refusal | undefined; doubles?: readonly Double<Entry>[] | undefined }

/** The form of an entry, new or there, as opened or as it comes back. */
function formPage(visit: Visit, loaded: Loaded, entry: Entry | undefined, answer: Answer) {
  const { lang } = visit
  const t = entryFormTexts(lang)
  const { refusal, doubles } = answer
  const initial = entry ? valuesOf(entry) : undefined
  const typed = fieldsOf(answer.values)
  const before = entry && refusal?.kind === 'stale' ? openedValues(visit.form._opened) : undefined
  const merged = before && initial ? mergeStale(before, typed, initial) : undefined
  const values = merged ? merged.values : typed
  const problems = refusal?.kind === 'invalid' ? fieldProblems(values, refusal.fields) : {}
  const kind = kindOf(values.kind) ?? 'intervention'
  const part: PartProps = {
    ...loaded,
    lang,
    kind,
    values,
    entry,
    problems,
    error: (name) => (problems[name] ? problemText(lang, problems[name]) : undefined),
  }
  const stale = refusal?.kind === 'stale'
  const versions = stale
    ? {
        theirs: shownFields({ ...part, values: initial ?? {} }, merged?.theirs ?? []),
        yours: shownFields({ ...part, values: typed }, merged?.mine ?? Object.keys(typed)),
      }
    : undefined
  const words = entryTexts(lang)
  const reason = refusal && 'reason' in refusal ? (refusal.reason === 'provides' ? 'provides' : 'notYours') : undefined
  const keys = visit.keys()
  const name = entry ? t('change', { name: entry.name }) : t('new')
  return visit.page({
    title: name,
    section: 'map',
    narrow: true,
    failed: refusal !== undefined,
    status: refusal ? STATUS[refusal.kind] : doubles ? 409 : 200,
    body: (
      <EntryFormView
        {...part}
        title={entry ? t.parts('change', { name: <bdi>{entry.name}</bdi> }) : name}
        action={entry ? paths.mapChange(entry.entryId) : paths.mapNew}
        hidden={{
          _token: keys.token,
          _key: keys.key,
          ...(entry
            ? { version: entry.version, _opened: JSON.stringify(initial) }
            : kindOf(values.kind)
              ? { kind }
              : {}),
          ...(doubles ? { seen: doubles.map((one) => one.entry.entryId).join(' ') } : {}),
        }}
        versions={versions}
        doubles={doubles}
        refused={reason && words(`refused.${reason}`)}
        back={
          entry
            ? { href: paths.mapEntry(entry.entryId), text: entry.name }
            : { href: paths.map, text: mapTexts(lang)('back') }
        }
      />
    ),
  })
}

type Read = { facts: EntryFacts; place: Record<string, string> | undefined; provider: string | undefined }

/** Reads the form and the new place in it; all problems at once. */
function read(visit: Visit, typed: Values, entry: Entry | undefined): Result<Read> {
  const facts = readForm(entrySchema(visit.today), inputOf(typed))
  const place = placeIn(typed)
  const placed = place ? readForm(placeSchema, { ...place, authority: typed.authority }) : undefined
  const provider = providerIn(typed)
  const problems = {
    ...(provider && provider.length > LONGEST_NAME ? { 'provider-name': 'tooLong' } : {}),
    ...(facts.ok ? {} : facts.problems),
    ...(typed.authority ? {} : { authority: 'authority' }),
    ...(placed && !placed.ok
      ? Object.fromEntries(
          Object.entries(placed.problems)
            // The place is whose the entry is: said of the entry.
            .filter(([name]) => name !== 'authority')
            .map(([name, problem]) => [`place-${name}`, problem]),
        )
      : {}),
  }
  if (!facts.ok || Object.keys(problems).length > 0) return refuse({ kind: 'invalid', fields: problems })
  const unread = entry && typed.dropUnread !== 'yes' ? entry.unread : {}
  return ok({
    facts: { ...(entry ? restated(entry, facts.value, visit.today) : facts.value), unread },
    place,
    provider,
  })
}

/** A figure that was typed anew beside a day that was left standing is stated today. */
function restated(entry: Entry, facts: EntryFacts, today: CalendarDay): EntryFacts {
  const fresh = MEASURED.flatMap((what) => {
    const [old, now] = [entry[what], facts[what]]
    return old && now && old.value !== now.value && old.on === now.on ? [[what, { value: now.value, on: today }]] : []
  })
  return { ...facts, ...Object.fromEntries(fresh) }
}

/** Writes the new provider first, where there is one; one that is on the map already is that one. */
async function withProvider(visit: Visit, facts: EntryFacts, name: string, known: readonly Entry[]) {
  if (facts.kind === 'provider') return ok(facts)
  const same = known.find((one) => one.kind === 'provider' && foldName(one.name) === foldName(name))
  if (same) return ok({ ...facts, providerId: same.entryId })
  const { authorityId } = facts
  const made = await createEntry(visit, { ...EMPTY_FACTS, kind: 'provider', name, authorityId })
  return made.ok ? ok({ ...facts, providerId: made.value }) : made
}

/** Writes the new provider and the new place first, where there are. */
async function withNew(visit: Visit, read: Read, known: readonly Entry[]): Promise<Result<EntryFacts>> {
  const { place, provider } = read
  const provided = provider ? await withProvider(visit, read.facts, provider, known) : ok(read.facts)
  if (!provided.ok || !place) return provided
  const facts = provided.value
  const placed = placeSchema.parse({
    ...place,
    authority: facts.authorityId === null ? 'none' : String(facts.authorityId),
  })
  const made = await createPlace(visit, placed)
  return made.ok ? ok({ ...facts, placeIds: [...facts.placeIds, made.value] }) : made
}

async function sendNew(visit: Visit) {
  if (!mayWriteSomething(visit.viewer)) return visit.notFound()
  const typed = typedIn(visit)
  const loaded = await load(visit)
  const given = read(visit, typed, undefined)
  if (!given.ok) return formPage(visit, loaded, undefined, { values: typed, refusal: given.refusal })
  const seen = (typed.seen ?? '').split(' ')
  const doubles = likelyDoubles(given.value.facts, loaded.entries)
  // Asked within the submit: the form sent twice goes where it went the first time, and is no double of itself.
  const sent = await visit.submit(async () => {
    if (doubles.some(({ entry }) => !seen.includes(entry.entryId)))
      return refuse({ kind: 'conflict', reason: 'doubles' })
    const facts = await withNew(visit, given.value, loaded.entries)
    if (!facts.ok) return facts
    const made = await createEntry(visit, facts.value)
    // Saved with the likely doubles before one's eyes: it is none of them.
    if (made.ok) for (const { entry } of doubles) await sayApart(visit, [made.value, entry.entryId])
    return made.ok ? ok(`${paths.mapEntry(made.value)}?klart=created`) : made
  })
  if ('done' in sent) return sent.done
  const { refused } = sent
  const asks = refused.kind === 'conflict' && refused.reason === 'doubles'
  return formPage(visit, loaded, undefined, { values: typed, ...(asks ? { doubles } : { refusal: refused }) })
}

async function sendChange(visit: Visit) {
  const entryId = visit.c.req.param('id') ?? ''
  const loaded = await load(visit)
  const entry = loaded.entries.find((one) => one.entryId === entryId)
  if (!entry || !mayWrite(visit.viewer, entry)) return visit.notFound()
  const typed = typedIn(visit)
  const version = versionIn(typed)
  // Asked within the submit: the form sent twice goes where it went the first time, and is not stale by itself.
  const sent = await visit.submit(async () => {
    if (version !== entry.version) return refuse({ kind: 'stale' })
    const given = read(visit, typed, entry)
    if (!given.ok) return given
    const facts = await withNew(visit, given.value, loaded.entries)
    if (!facts.ok) return facts
    const changed = await changeEntry(visit, entryId, version, facts.value)
    return changed.ok ? ok(`${paths.mapEntry(entryId)}?klart=changed`) : changed
  })
  return 'done' in sent ? sent.done : formPage(visit, loaded, entry, { values: typed, refusal: sent.refused })
}

/** What the fields of a new entry hold: the owner, where there is only one to choose. */
function blank({ owners }: Loaded, kind: EntryKind): EntryValues {
  const only = owners.authorityIds.length === 1 && !owners.civil ? String(owners.authorityIds[0]) : ''
  return { kind, authority: only, status: 'active', public: 'yes', durationUnit: 'week' }
}

/** A new entry, and one that is changed. Who may: its owner's staff and the map's keeper; to others the form is absent. */
export const entryFormRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapNew,
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      if (!mayWriteSomething(visit.viewer)) return visit.notFound()
      const asked = visit.c.req.query('kind')
      const kind = kindOf(asked)
      if (!kind) return kindPage(visit, asked !== undefined)
      const loaded = await load(visit)
      return formPage(visit, loaded, undefined, { values: blank(loaded, kind) })
    },
  },
  { method: 'post', path: paths.mapNew, guard: 'signed-in', audit: 'change', handle: sendNew },
  {
    method: 'get',
    path: paths.mapChange(':id'),
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const entryId = visit.c.req.param('id') ?? ''
      if (!isUuid(entryId)) return visit.notFound()
      const loaded = await load(visit)
      const entry = loaded.entries.find((one) => one.entryId === entryId)
      if (!entry || !mayWrite(visit.viewer, entry)) return visit.notFound()
      return formPage(visit, loaded, entry, { values: valuesOf(entry) })
    },
  },
  { method: 'post', path: paths.mapChange(':id'), guard: 'signed-in', audit: 'change', handle: sendChange },
]
