import type { Child, PropsWithChildren } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { DateField, TextArea, TextField } from '../../../ui/field.tsx'
import { FieldSet } from '../../../ui/form.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { StepList } from '../../../ui/timeline.tsx'
import type { TeamLoad } from '../team-load.queries.ts'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import type { Colleague } from '../work/colleague.queries.ts'
import { CHECKLIST_ANSWERS, CHECKLIST_ITEMS } from './checklist.ts'
import { LanguageFields } from './language.view.tsx'
import type { Referral } from './referral.queries.ts'
import { checklistField, type DraftPage } from './referral.schema.ts'

/** Where each page of the draft is. */
export const PAGE_SLUG = { why: 'varfor', situation: 'laget', where: 'vart', send: 'skicka' } as const
export type DraftStep = keyof typeof PAGE_SLUG

const STEPS = ['person', 'why', 'situation', 'where', 'send'] as const

/** The parts of the draft, each a way to its page: any order is fine. */
export const DraftSteps = ({
  lang,
  referralId,
  here,
  filled,
}: {
  lang: Lang
  referralId: string
  here: DraftStep
  filled: Readonly<Record<DraftPage, boolean>>
}) => {
  const t = referralDraftTexts(lang)
  return (
    <StepList
      label={t('steps')}
      stateText={{ done: t('step.done'), present: t('step.present'), coming: t('step.coming') }}
      steps={STEPS.map((step) => ({
        text:
          step === 'person' || step === here ? (
            t(`step.${step}`)
          ) : (
            <a href={paths.referralDraft(referralId, PAGE_SLUG[step])}>{t(`step.${step}`)}</a>
          ),
        state:
          step === here
            ? ('present' as const)
            : step === 'person' || (step !== 'send' && filled[step])
              ? ('done' as const)
              : ('coming' as const),
      }))}
    />
  )
}

const FIELD_LABELS = ['reason', 'triedBefore', 'ownWords', 'language', 'languageSupport', 'wishedStart'] as const
const OTHER_LABELS: Record<string, 'team' | 'intervention' | 'contact'> = {
  toUnitId: 'team',
  toIntervention: 'intervention',
  contactUserId: 'contact',
}

/** What a field of the draft is called on its page. */
export const draftLabel = (lang: Lang, name: string): string =>
  referralDraftTexts(lang)(FIELD_LABELS.find((one) => one === name) ?? OTHER_LABELS[name] ?? 'reason')

/** Where `draft.island.ts` works: says when the form inside it was last saved by itself. Without script it stays empty. */
export const DraftElement = ({ lang, children }: PropsWithChildren<{ lang: Lang }>) => {
  const t = referralDraftTexts(lang)
  const Element = 'draft-island' as unknown as 'div'
  return (
    <Element
      class="stack-tight"
      data-offline={t('auto.offline')}
      data-signed-out={t('auto.signedOut')}
      data-failed={t('auto.failed')}
    >
      {children}
      <p class="soft" role="status" />
    </Element>
  )
}

/** What a form of the draft shows: what was typed, or what is saved. */
export type Shown = {
  lang: Lang
  value: (field: string) => string
  error: (field: string) => string | undefined
}

export const WhyFields = ({ lang, value, error }: Shown) => {
  const t = referralDraftTexts(lang)
  const field = (name: 'reason' | 'triedBefore' | 'ownWords', mark?: string) => (
    <TextArea
      name={name}
      label={t(name)}
      hint={t(`${name}.hint`)}
      value={value(name)}
      error={error(name)}
      mark={mark}
    />
  )
  return (
    <>
      {field('reason')}
      {field('ownWords')}
      {field('triedBefore', formTexts(lang)('optional'))}
    </>
  )
}

export const SituationFields = ({ lang, value, error }: Shown) => {
  const t = referralDraftTexts(lang)
  return (
    <>
      <FieldSet name="checklist" legend={t('checklist')} hint={t('checklist.hint')}>
        <div class="checklist">
          {CHECKLIST_ITEMS.map((item) => (
            <RadioGroup
              name={checklistField(item)}
              label={t(`check.${item}`)}
              hint={item === 'safety' ? t('check.safety.hint') : undefined}
              layout="row"
              value={value(checklistField(item))}
              options={CHECKLIST_ANSWERS.map((answer) => ({ value: answer, label: t(`answer.${answer}`) }))}
            />
          ))}
        </div>
      </FieldSet>
      <LanguageFields lang={lang} value={value} error={error} />
      <TextField
        name="languageSupport"
        label={t('languageSupport')}
        mark={formTexts(lang)('optional')}
        hint={t('languageSupport.hint')}
        value={value('languageSupport')}
        error={error('languageSupport')}
      />
    </>
  )
}

/** "Arbetar parallellt · 12 av 30 platser tagna · 3 i kö · väntan 12 dagar": what a referrer chooses by. */
export const teamFacts = (lang: Lang, team: TeamLoad): string => {
  const t = referralDraftTexts(lang)
  const { wayOfWorking, capacity, active, waiting, waitingDays } = team
  return [
    wayOfWorking && t(`team.${wayOfWorking}`),
    capacity === null ? t('team.active', { count: active }) : t('team.places', { active, capacity }),
    t('team.queue', { count: waiting }),
    waitingDays !== null && t('team.wait', { days: waitingDays }),
  ]
    .filter(Boolean)
    .join(' · ')
}

type WhereProps = Shown & {
  teams: readonly TeamLoad[]
  colleagues: readonly Colleague[]
  me: string
  referral: Referral
}

const contactOptions = ({ lang, colleagues, me, referral }: WhereProps) => {
  const t = referralDraftTexts(lang)
  const here = colleagues.map(({ userId, name }) => ({
    value: userId,
    label: userId === me ? t('contact.me', { name }) : name,
  }))
  if (here.some((one) => one.value === referral.contactUserId)) return here
  return [...here, { value: referral.contactUserId, label: t('contact.gone', { name: referral.contactName }) }]
}

export const WhereFields = (props: WhereProps) => {
  const { lang, value, error, teams } = props
  const t = referralDraftTexts(lang)
  const form = formTexts(lang)
  return (
    <>
      {teams.length === 0 ? (
        <p>{t('team.none')}</p>
      ) : (
        <RadioGroup
          name="toUnitId"
          label={t('team')}
          hint={t('team.wait.note')}
          value={value('toUnitId')}
          error={error('toUnitId')}
          options={teams.map((team) => ({
            value: String(team.unitId),
            label: <Bdi>{team.name}</Bdi>,
            hint: teamFacts(lang, team),
          }))}
        />
      )}
      <TextField
        name="toIntervention"
        label={t('intervention')}
        mark={form('optional')}
        hint={t('intervention.hint')}
        value={value('toIntervention')}
        error={error('toIntervention')}
      />
      <DateField
        name="wishedStart"
        label={
          <>
            {t('wishedStart')} <span class="label-mark">{form('optional')}</span>
          </>
        }
        format={form('dayFormat')}
        value={value('wishedStart')}
        error={error('wishedStart')}
      />
      <SelectField
        name="contactUserId"
        label={t('contact')}
        hint={t('contact.hint')}
        value={value('contactUserId')}
        error={error('contactUserId')}
        options={contactOptions(props)}
      />
    </>
  )
}

/** The texts of the old referral's answer, above a draft that takes it up again. */
export const Answer = ({ lang, children, on }: { lang: Lang; children: Child; on: Referral['decidedOn'] }): Text => {
  const t = referralDraftTexts(lang)
  return (
    <section class="earlier-answer">
      <h2>{t('answer')}</h2>
      {on && (
        <p class="soft">
          <Bdi>{formatDay(lang, on)}</Bdi>
        </p>
      )}
      <p class="plain-text" dir="auto">
        {children}
      </p>
    </section>
  )
}
