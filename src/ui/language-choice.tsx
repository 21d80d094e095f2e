import { Button } from './button.tsx'
import { Form, type FormProps } from './form.tsx'
import { Icon } from './icons.tsx'

export type LanguageChoiceProps = {
  /** "Språk" */
  label: string
  /** Each in its own name: "Svenska", "English", "العربية". */
  languages: readonly { code: string; name: string; current?: boolean }[]
  form: Pick<FormProps, 'action' | 'method' | 'hidden'>
  /** Name of the field that is sent. */
  name: string
}

/** Buttons, one for each language, written in that language. */
export const LanguageChoice = ({ label, languages, form, name }: LanguageChoiceProps) => (
  <Form {...form} label={label}>
    <div class="actions language-choice">
      <Icon name="globe" />
      {languages.map((language) => (
        <Button
          variant={language.current ? 'secondary' : 'tertiary'}
          size="small"
          name={name}
          value={language.code}
          lang={language.code}
          pressed={language.current}
        >
          {language.name}
        </Button>
      ))}
    </div>
  </Form>
)
