import { paths } from '../../paths.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Notice, Tag, type Tone } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { InvitationRow, InvitationState } from './invitation.queries.ts'
import { roleWord } from './role-word.view.ts'
import type { FormKeys } from './route.ts'
import { adminTexts } from './texts/admin.ts'

const TONE: Record<InvitationState, Tone> = { open: 'info', used: 'ok', expired: 'attention', withdrawn: 'neutral' }

/** Invitations and links for new passwords, with what can be done about those not used. */
export function InvitationTable({ lang, rows, keys }: { lang: Lang; rows: readonly InvitationRow[]; keys: FormKeys }) {
  const t = adminTexts(lang)
  const instant = (at: Date) => <bdi>{formatInstant(lang, at)}</bdi>
  return (
    <Table
      caption={t('invitations.caption')}
      rows={rows}
      empty={t('invitations.empty')}
      columns={[
        {
          heading: t('name'),
          header: true,
          cell: (row) =>
            row.userId ? <a href={paths.adminPerson(row.userId)}>{<Bdi>{row.name}</Bdi>}</a> : <Bdi>{row.name}</Bdi>,
        },
        { heading: t('email'), cell: (row) => <Bdi>{row.email}</Bdi> },
        {
          heading: t('role'),
          cell: (row) =>
            row.role ? (
              <>
                {roleWord(lang, row.role, row.unitKind)}, <Bdi>{row.unit}</Bdi>
              </>
            ) : (
              t('invitations.password')
            ),
        },
        {
          heading: t('state'),
          cell: (row) => (
            <>
              <Tag tone={TONE[row.state]}>{t(`invitation.${row.state}`)}</Tag>{' '}
              <span class="soft">
                {row.state === 'open'
                  ? t.parts('invitation.until', { when: instant(row.expiresAt) })
                  : t.parts('invitation.by', { name: <bdi>{row.invitedBy}</bdi>, when: instant(row.invitedAt) })}
              </span>
            </>
          ),
        },
        {
          heading: t('invitation.withdraw'),
          headingHidden: true,
          cell: (row) =>
            (row.state === 'open' || row.state === 'expired') && (
              <div class="actions">
                <Form action={paths.adminRenew(row.invitationId)} hidden={{ _token: keys.token }}>
                  <Button variant="secondary" size="small">
                    {t('invitation.renew')}
                    <span class="vh">: {row.name}</span>
                  </Button>
                </Form>
                <Button variant="tertiary" size="small" href={paths.adminWithdraw(row.invitationId)}>
                  {t('invitation.withdraw')}
                  <span class="vh">: {row.name}</span>
                </Button>
              </div>
            ),
        },
      ]}
    />
  )
}

/** The link, the only time it is shown. */
export function SentLink({ lang, name, email, link }: { lang: Lang; name: string; email: string; link: string }) {
  const t = adminTexts(lang)
  return (
    <>
      <PageHeading title={t('sent.title', { email })} lead={t('sent.once')} />
      <div class="ds-field">
        <label class="ds-label" for="f-link">
          {t('sent.link')}
        </label>
        <input class="ds-input" id="f-link" type="text" readonly dir="ltr" value={link} />
      </div>
      <Notice tone="attention">
        <p>{t('sent.care', { name })}</p>
      </Notice>
      <Button variant="secondary" href={paths.adminInvitations}>
        {t('sent.back')}
      </Button>
    </>
  )
}
