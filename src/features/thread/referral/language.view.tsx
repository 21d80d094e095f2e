import type { Lang } from '../../../platform/i18n/lang.ts'
import { languageName, SPOKEN_LANGUAGES } from '../../../platform/i18n/language-names.ts'
import { RadioGroup, SelectField } from '../../../ui/choice.tsx'
import { referralDraftTexts } from '../texts/referral-draft.ts'

type LanguageFieldsProps = {
  lang: Lang
  value: (name: string) => string
  error: (name: string) => string | undefined
}

/** The language the person would rather speak, and whether there is to be an interpreter. */
export const LanguageFields = ({ lang, value, error }: LanguageFieldsProps) => {
  const t = referralDraftTexts(lang)
  const codes: string[] = [...SPOKEN_LANGUAGES]
  if (!codes.includes(value('language'))) codes.push(value('language'))
  return (
    <>
      <SelectField
        name="language"
        label={t('language')}
        value={value('language')}
        error={error('language')}
        options={codes.map((code) => ({ value: code, label: languageName(lang, code) }))}
      />
      <RadioGroup
        name="interpreter"
        label={t('interpreter')}
        layout="row"
        value={value('interpreter') === 'yes' ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
      />
    </>
  )
}
