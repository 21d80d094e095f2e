import type { Child } from 'hono/jsx'
import { formTexts } from '../../platform/form/texts/form.ts'
import { Checkbox, CheckboxGroup, SelectField } from '../../ui/choice.tsx'
import { DateField, NumberField, TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import { WEEKDAYS } from './code.ts'
import { linkNote, linkNoteField, openingField, openingRows } from './entry-form.ts'
import { chosen, FoldedPart, type PartProps, pieces } from './entry-form-parts.view.tsx'

/** Places that are there, a new one, and opening hours. */
export function WherePart(props: PartProps) {
  const { values, error, places } = props
  const { t, codes, line, common } = pieces(props)
  const dayFormat = formTexts(props.lang)('dayFormat')
  const standing = chosen(values, 'places')
  const choosable = [
    ...places.filter((place) => standing.includes(place.placeId)),
    ...offered(
      places.filter((place) => !standing.includes(place.placeId)),
      ({ authorityId }) => authorityId !== null && props.owners.authorityIds.includes(authorityId),
    ),
  ]
  const opening = (at: number): Child => {
    const name = (part: Parameters<typeof openingField>[1]) => openingField(at, part)
    return (
      <FieldSet legend={t('opening', { number: at + 1 })} name={`opening-${at}`}>
        <CheckboxGroup
          name={name('weekdays')}
          label={t('opening.days')}
          layout="row"
          values={chosen(values, name('weekdays'))}
          options={WEEKDAYS.map((day) => ({ value: day, label: codes(`day.${day}`) }))}
          error={error(name('weekdays'))}
        />
        <div class="side-by-side">
          <NumberField {...common(name('opensAt'))} label={t('opening.opensAt')} />
          <NumberField {...common(name('closesAt'))} label={t('opening.closesAt')} />
        </div>
        <div class="side-by-side">
          <DateField {...common(name('fromOn'))} label={t('opening.fromOn')} format={dayFormat} />
          <DateField {...common(name('untilOn'))} label={t('opening.untilOn')} format={dayFormat} />
        </div>
        <TextField {...common(name('note'))} label={t('opening.note')} autocomplete="off" />
      </FieldSet>
    )
  }
  return (
    <FoldedPart {...props} title={t('part.where')} names={['places', 'place-', 'opening-']}>
      {places.length > 0 && (
        <div class="tick-columns">
          <CheckboxGroup
            name="places"
            label={t('fact.placeIds')}
            hint={t('places.hint')}
            values={chosen(values, 'places')}
            options={choosable.map((place) => ({
              value: place.placeId,
              label: <span dir="auto">{place.area ? `${place.name}, ${place.area}` : place.name}</span>,
            }))}
            error={error('places')}
          />
        </div>
      )}
      <FieldSet legend={t('place.new')} name="part-place">
        {line('place-name', t('place.name'))}
        {line('place-address', t('place.address'))}
        <div class="side-by-side">
          {line('place-postalCode', t('place.postalCode'))}
          {line('place-city', t('place.city'))}
        </div>
        {line('place-area', t('place.area'))}
      </FieldSet>
      {openingRows(values).map(opening)}
    </FoldedPart>
  )
}

/** What there is to choose among: everything, and of a large map what is the writer's own. */
const MOST_OFFERED = 300
const offered = <T,>(all: readonly T[], own: (one: T) => boolean): readonly T[] =>
  all.length <= MOST_OFFERED ? all : all.filter(own).slice(0, MOST_OFFERED)

/** Ways to other entries: those that stand can be taken away, and others added. */
export function WaysPart(props: PartProps) {
  const { values, entries, entry, error, owners } = props
  const { t } = pieces(props)
  const all = entries.filter((one) => one.kind !== 'provider' && one.entryId !== entry?.entryId)
  const others = offered(all, ({ authorityId }) => authorityId !== null && owners.authorityIds.includes(authorityId))
  const nameOf = new Map(all.map((one) => [one.entryId, one.name]))
  const group = (name: 'onward' | 'parallel') => {
    const standing = chosen(values, name)
    return (
      <>
        {standing.length > 0 && (
          <CheckboxGroup
            name={name}
            id={`f-${name}-standing`}
            label={t(name)}
            values={standing}
            options={standing.map((id) => ({ value: id, label: <span dir="auto">{nameOf.get(id) ?? '–'}</span> }))}
          />
        )}
        {standing.map((id) => (
          <TextField
            name={linkNoteField(name, id)}
            label={t.parts('link.note.of', { name: <bdi>{nameOf.get(id) ?? '–'}</bdi> })}
            value={linkNote(values, name, id)}
            error={error(linkNoteField(name, id))}
            autocomplete="off"
          />
        ))}
        <SelectField
          name={name}
          label={t(name)}
          labelHidden={standing.length > 0}
          value=""
          emptyText={t('choose')}
          options={others
            .filter((one) => !standing.includes(one.entryId))
            .map((one) => ({ value: one.entryId, label: one.name }))}
          error={error(name)}
        />
        <TextField
          name={linkNoteField(name, 'new')}
          label={t('link.note')}
          hint={t('link.note.hint')}
          value={
            standing.every((id) => values[linkNoteField(name, id)] !== undefined)
              ? (values[linkNoteField(name, 'new')] ?? '')
              : ''
          }
          autocomplete="off"
        />
      </>
    )
  }
  return (
    <FoldedPart {...props} title={t('part.ways')} names={['onward', 'parallel', 'note-']}>
      {group('onward')}
      {group('parallel')}
    </FoldedPart>
  )
}

/** The rest. */
export function MorePart(props: PartProps) {
  const { entry } = props
  const { t, line } = pieces(props)
  return (
    <FoldedPart {...props} title={t('part.more')} names={['externalRef']}>
      {line('externalRef', t('fact.externalRef'))}
      {entry && Object.keys(entry.unread).length > 0 && (
        <Checkbox name="dropUnread" label={t('unread.drop')} checked={props.values.dropUnread === 'yes'} />
      )}
    </FoldedPart>
  )
}
