import type { PropsWithChildren } from 'hono/jsx'
import { Button } from './button.tsx'
import { Form, type FormProps } from './form.tsx'
import { Heading, type HeadingLevel, type Text } from './inline.tsx'

export type ConfirmPanelProps = PropsWithChildren<{
  /** The question, as the page's `h1`: "Vill du dra tillbaka samtycket?" */
  title: Text
  /** `h1` unless the panel stands on a larger page. */
  level?: HeadingLevel
  /** What happens when the answer is yes, each in a sentence. */
  consequences?: readonly Text[]
  form: Pick<FormProps, 'action' | 'hidden'>
  /** Says what happens, not "OK": "Dra tillbaka samtycket". */
  confirmText: string
  danger?: boolean
  cancel: { href: string; text: string }
}>

/** A page of its own that asks once more before something that matters; children are fields, for example the reason. */
export const ConfirmPanel = (props: ConfirmPanelProps) => (
  <div class="confirm">
    <Heading level={props.level ?? 1}>{props.title}</Heading>
    {props.consequences && props.consequences.length > 0 && (
      <ul>
        {props.consequences.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    )}
    <Form {...props.form}>
      {props.children}
      <div class="actions">
        <Button variant={props.danger ? 'danger' : 'primary'}>{props.confirmText}</Button>
        <Button variant="tertiary" href={props.cancel.href}>
          {props.cancel.text}
        </Button>
      </div>
    </Form>
  </div>
)
