import { SelectField } from '../../ui/choice.tsx'
import { DateField, TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import { DURATION_UNITS, WAYS_IN } from './code.ts'
import { FoldedPart, type PartProps, pieces } from './entry-form-parts.view.tsx'

/** Figures with the day they were true. */
export function RoomPart(props: PartProps) {
  const { t, number, common } = pieces(props)
  return (
    <FoldedPart
      {...props}
      title={t('part.room')}
      hint={t('part.room.hint')}
      names={[
        'capacity',
        'freePlaces',
        'queued',
        'waitingDays',
        'capacityOn',
        'freePlacesOn',
        'queuedOn',
        'waitingDaysOn',
      ]}
    >
      {(['capacity', 'freePlaces', 'queued', 'waitingDays'] as const).map((what) => (
        <div class="side-by-side">
          {number(what, t(`fact.${what}`))}
          <DateField
            {...common(`${what}On`)}
            label={
              <>
                {t('day')}
                <span class="vh">: {t(`fact.${what}`)}</span>
              </>
            }
            format={t('day.hint')}
          />
        </div>
      ))}
    </FoldedPart>
  )
}

/** How one gets in, what the receiver needs, how it goes. */
export function InPart(props: PartProps) {
  const { bodies, values } = props
  const { t, codes, ticks, text, number, common } = pieces(props)
  const teams = bodies.units.filter(
    (one) => (one.kind === 'team' && one.active) || String(one.unitId) === values.intakeUnit,
  )
  return (
    <FoldedPart
      {...props}
      title={t('part.in')}
      names={[
        'waysIn',
        'howToRefer',
        'receiverNeeds',
        'intakeUnit',
        'method',
        'durationFrom',
        'durationTo',
        'parallelNote',
        'costKr',
        'costNote',
      ]}
    >
      {ticks('waysIn', t('fact.waysIn'), 'way', WAYS_IN)}
      {text('howToRefer', t('fact.howToRefer'))}
      {text('receiverNeeds', t('fact.receiverNeeds'), { hint: t('receiverNeeds.hint') })}
      <SelectField
        {...common('intakeUnit')}
        label={t('fact.intakeUnitId')}
        hint={t('intake.hint')}
        emptyText={t('none')}
        options={teams.map((one) => ({ value: String(one.unitId), label: one.name }))}
      />
      {text('method', t('fact.method'))}
      <FieldSet legend={t('fact.duration')} name="part-duration">
        <div class="side-by-side">
          {number('durationFrom', t('durationFrom'))}
          {number('durationTo', t('durationTo'))}
          <SelectField
            {...common('durationUnit')}
            label={t('durationUnit')}
            value={values.durationUnit || 'week'}
            options={DURATION_UNITS.map((one) => ({ value: one, label: codes(`unit.${one}`) }))}
          />
        </div>
      </FieldSet>
      {text('parallelNote', t('fact.parallelNote'))}
      {number('costKr', t('fact.costKr'))}
      <TextField {...common('costNote')} label={t('fact.costNote')} autocomplete="off" />
    </FoldedPart>
  )
}

/** The function that answers. */
export function ContactPart(props: PartProps) {
  const { t, line } = pieces(props)
  return (
    <FieldSet legend={t('part.contact')} hint={t('part.contact.hint')} name="part-contact" level={2}>
      {line('contactName', t('contactName'), { hint: t('contactName.hint') })}
      {line('contactEmail', t('contactEmail'), { type: 'email' })}
      {line('contactPhone', t('contactPhone'), { type: 'tel' })}
      {line('website', t('website'), { type: 'url' })}
    </FieldSet>
  )
}

/** What it is, in words. */
export function WordsPart(props: PartProps) {
  const { t, text, line } = pieces(props)
  return (
    <FoldedPart
      {...props}
      title={t('part.words')}
      hint={t('part.words.hint')}
      names={['aboutSv', 'aboutEasy', 'aboutEn', 'aboutAr', 'searchWords']}
      open={!props.entry}
    >
      {text('aboutSv', t('aboutSv'))}
      {text('aboutEasy', t('aboutEasy'), { hint: t('aboutEasy.hint') })}
      {text('aboutEn', t('aboutEn'), { lang: 'en' })}
      {text('aboutAr', t('aboutAr'), { lang: 'ar' })}
      {line('searchWords', t('fact.searchWords'), { hint: t('searchWords.hint') })}
    </FoldedPart>
  )
}
