import { paths } from '../../paths.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Table } from '../../ui/table.tsx'
import type { Passkey } from './own-account.queries.ts'
import { ownTexts } from './texts/own.ts'

/**
 * The passkeys there are, and the island that adds one. Without script the list works and a sentence says what is needed; the
 * island shows its field when the browser can do it.
 */
export function Passkeys({ lang, passkeys }: { lang: Lang; passkeys: readonly Passkey[] }) {
  const t = ownTexts(lang)
  return (
    <Card title={t('passkeys')}>
      <p>{t('passkeys.lead')}</p>
      <Table
        caption={t('passkeys.caption')}
        captionHidden
        rows={passkeys}
        empty={t('passkeys.none')}
        columns={[
          { heading: t('passkey.name'), header: true, cell: (one) => <Bdi>{one.name ?? t('passkey.unnamed')}</Bdi> },
          { heading: t('passkey.since'), cell: (one) => <Bdi>{one.since ? formatInstant(lang, one.since) : '–'}</Bdi> },
          {
            heading: t('passkey.remove'),
            headingHidden: true,
            align: 'end',
            cell: (one) => (
              <div class="actions">
                <Button variant="tertiary" size="small" href={paths.passkey(one.passkeyId)}>
                  {t('passkey.rename')}
                  <span class="vh">: {one.name ?? t('passkey.unnamed')}</span>
                </Button>
                <Button variant="tertiary" size="small" href={paths.passkeyRemove(one.passkeyId)}>
                  {t('passkey.remove')}
                  <span class="vh">: {one.name ?? t('passkey.unnamed')}</span>
                </Button>
              </div>
            ),
          },
        ]}
      />
      <PasskeyElement
        does="add"
        target={`${paths.account}?klart=passkey`}
        failed={t('passkey.failed')}
        without={t('passkey.noScript')}
      >
        <TextField name="passkey" label={t('passkey.name')} hint={t('passkey.name.hint')} autocomplete="off" />
        <Button type="button" variant="secondary" icon="plus">
          {t('passkey.add')}
        </Button>
      </PasskeyElement>
    </Card>
  )
}

/** Where `passkey.island.ts` works: its content is hidden until the browser can do it. */
export const PasskeyElement = (props: {
  /** `add` a passkey to the account, or `enter` with one. */
  does: 'add' | 'enter'
  /** Where to go when it is done. */
  target: string
  /** What to say when it did not work. */
  failed: string
  /** What to say where the browser cannot, or runs no script. */
  without?: string
  children?: unknown
}) => {
  const Element = 'passkey-island' as unknown as 'div'
  return (
    <Element data-does={props.does} data-target={props.target} data-failed={props.failed}>
      {props.without && <p data-part="without">{props.without}</p>}
      <div class="stack-tight" data-part="with" hidden>
        {props.children as string}
      </div>
      <p class="ds-validation-message" role="alert" hidden />
    </Element>
  )
}
