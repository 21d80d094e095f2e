import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { commaOf } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/status.tsx'
import { Versions } from '../../ui/versions.tsx'
import type { Entry } from './entry.ts'
import { SEVERAL } from './entry-form.ts'
import { ContactPart, InPart, RoomPart, WordsPart } from './entry-form-detail.view.tsx'
import { type PartProps, WhatPart, WhoPart } from './entry-form-parts.view.tsx'
import { MorePart, WaysPart, WherePart } from './entry-form-place.view.tsx'
import { problemText } from './entry-form-words.view.ts'
import type { Double } from './review/double.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'
import { entryFormTexts } from './texts/entry-form.ts'

/** A field in words. */
export type ShownField = { name: string; label: string; value: string }

const FACT_OF: Readonly<Record<string, string>> = {
  kind: 'kind',
  authority: 'authorityId',
  unit: 'unitId',
  provider: 'providerId',
  places: 'placeIds',
  intakeUnit: 'intakeUnitId',
  public: 'isPublic',
  allAges: 'ageFrom',
  onward: 'links',
  parallel: 'links',
}
const OWN = ['contactName', 'contactEmail', 'contactPhone', 'website', 'aboutSv', 'aboutEasy', 'aboutEn', 'aboutAr']
const OPENING = /^opening-(\d+)-(\w+)$/

/** What a field of the form is called. */
export function fieldLabel(lang: Lang, name: string): string {
  const t = entryFormTexts(lang)
  const opening = OPENING.exec(name)
  if (opening) return t('opening', { number: Number(opening[1]) + 1 })
  if (name.startsWith('note-')) return t('link.note')
  if (name === 'provider-name') return t('provider.new')
  // A form by hand may send fields that are none of ours: they keep the name they came with.
  const text = (key: string): string => (t.has(key) ? t(key) : name)
  if (name.startsWith('place-')) return text(`place.${name.slice(6)}`)
  if (OWN.includes(name)) return text(name)
  if (name.startsWith('duration')) return t('fact.duration')
  if (name.endsWith('On')) return `${text(`fact.${name.slice(0, -2)}`)}, ${t('day')}`
  return text(`fact.${FACT_OF[name] ?? name}`)
}

/** What somebody chose or typed, in words, for two versions side by side. */
export function shownFields(props: PartProps, names: readonly string[]): ShownField[] {
  const { lang, values, bodies, entries, places } = props
  const codes = codeTexts(lang)
  const form = formTexts(lang)
  const lists: Record<string, string> = {
    kind: 'kind',
    targetGroups: 'target',
    needLevels: 'need',
    workDistances: 'distance',
    waysIn: 'way',
    status: 'status',
    sector: 'sector',
    durationUnit: 'unit',
  }
  const one = (name: string, value: string): string => {
    if (name === 'authority')
      return bodies.authorities.find((body) => String(body.authorityId) === value)?.name ?? codes('owner.civil')
    if (name === 'unit' || name === 'intakeUnit')
      return bodies.units.find((body) => String(body.unitId) === value)?.name ?? value
    if (name === 'provider' || name === 'onward' || name === 'parallel')
      return entries.find((entry) => entry.entryId === value)?.name ?? value
    if (name === 'places') return places.find((place) => place.placeId === value)?.name ?? value
    if (name === 'public' || name === 'allAges') return form(value === 'yes' ? 'yes' : 'no')
    const key = `${lists[name]}.${value}`
    return codes.has(key) ? codes(key) : value
  }
  const several = SEVERAL as readonly string[]
  return names.map((name) => {
    const text = values[name] ?? ''
    const value = several.includes(name)
      ? text
          .split(' ')
          .filter(Boolean)
          .map((part) => one(name, part))
          .join(commaOf(lang))
      : text && one(name, text)
    return { name, label: fieldLabel(lang, name), value }
  })
}

/** Asks whether it is there already, with why it may be. */
const Doubles = ({
  lang,
  doubles,
  entries,
}: Pick<PartProps, 'lang' | 'entries'> & { doubles: readonly Double<Entry>[] }) => {
  const t = entryFormTexts(lang)
  const providerOf = ({ providerId }: Entry) => entries.find((one) => one.entryId === providerId)?.name
  return (
    <Notice tone="attention" title={t('doubles.title')} live="alert">
      <p>{t('doubles.text')}</p>
      <ul>
        {doubles.map(({ entry, reasons }) => (
          <li>
            <a href={paths.mapEntry(entry.entryId)}>
              <bdi>{entry.name}</bdi>
            </a>{' '}
            <span class="soft">
              ({codeTexts(lang)(`kind.${entry.kind}`)}
              {providerOf(entry) && (
                <>
                  {commaOf(lang)}
                  <bdi>{providerOf(entry)}</bdi>
                </>
              )}
              {': '}
              {reasons.map((reason) => t(`double.${reason}`)).join(commaOf(lang))})
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

export type EntryFormProps = PartProps & {
  action: string
  hidden: Readonly<Record<string, string | number | undefined>>
  versions?: { theirs: readonly ShownField[]; yours: readonly ShownField[] } | undefined
  doubles?: readonly Double<Entry>[] | undefined
  refused?: string | undefined
  title: Child
  back: { href: string; text: string }
}

/** The form of an entry, as it was opened or as it came back. */
export const EntryFormView = (props: EntryFormProps) => {
  const { lang, kind, problems, versions, doubles, refused, entry } = props
  const t = entryFormTexts(lang)
  const form = formTexts(lang)
  const errors = Object.entries(problems).map(([name, problem]) => ({
    name,
    text: `${fieldLabel(lang, name)}: ${problemText(lang, problem)}`,
  }))
  const offer = kind !== 'provider'
  return (
    <>
      <p class="back-link no-print">
        <a href={props.back.href}>
          <Icon name="arrow" />
          <span dir="auto">{props.back.text}</span>
        </a>
      </p>
      <ErrorSummary title={form('summary', { count: errors.length })} errors={errors} />
      {versions && <Versions words={form} {...versions} />}
      {refused && (
        <Notice tone="danger" live="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {doubles && <Doubles lang={lang} doubles={doubles} entries={props.entries} />}
      <PageHeading
        title={props.title}
        lead={entry ? undefined : `${entryTexts(lang)(`kind.explain.${kind}`)} ${t('lead')}`}
      />
      <Form action={props.action} hidden={props.hidden}>
        <WhatPart {...props} />
        {offer && <WhoPart {...props} />}
        <ContactPart {...props} />
        {offer && <InPart {...props} />}
        {offer && <RoomPart {...props} />}
        <WordsPart {...props} />
        <WherePart {...props} />
        {offer && <WaysPart {...props} />}
        <MorePart {...props} />
        <Actions>
          <Button>{doubles ? t('doubles.none') : t('save')}</Button>
          <Button variant="tertiary" href={props.back.href}>
            {form('cancel')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
