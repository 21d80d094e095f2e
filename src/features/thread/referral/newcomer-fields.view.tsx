import { formTexts } from '../../../platform/form/texts/form.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Checkbox } from '../../../ui/choice.tsx'
import { TextField } from '../../../ui/field.tsx'
import { newcomerTexts } from '../texts/newcomer.ts'

type WhoFieldsProps = {
  lang: Lang
  value: (name: string) => string | undefined
  error: (name: string) => string | undefined
}

/** Who the person is and how they are reached: a number or the tick that there is none, the names, a telephone number. */
export const WhoFields = ({ lang, value, error }: WhoFieldsProps) => {
  const t = newcomerTexts(lang)
  return (
    <>
      <TextField
        name="personNumber"
        label={t('number')}
        hint={t('number.hint')}
        value={value('personNumber')}
        error={error('personNumber')}
        dir="ltr"
        chars="medium"
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
      />
      <Checkbox name="noNumber" label={t('noNumber')} checked={value('noNumber') === 'yes'} />
      <div class="field-row">
        <TextField
          name="givenName"
          label={t('givenName')}
          value={value('givenName')}
          error={error('givenName')}
          autocomplete="off"
          spellcheck={false}
        />
        <TextField
          name="familyName"
          label={t('familyName')}
          value={value('familyName')}
          error={error('familyName')}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <TextField
        name="phone"
        type="tel"
        label={t('phone')}
        mark={formTexts(lang)('optional')}
        hint={t('phone.hint')}
        value={value('phone')}
        error={error('phone')}
        chars="medium"
        autocomplete="off"
      />
    </>
  )
}
