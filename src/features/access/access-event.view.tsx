import { formatInstant } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Bdi } from '../../ui/inline.tsx'
import { Table } from '../../ui/table.tsx'
import type { AccessEventRow } from './access-event.queries.ts'
import { ROLES } from './role.ts'
import { roleWord } from './role-word.view.ts'
import { adminTexts } from './texts/admin.ts'

/** What was done, as the end of a sentence that begins with who did it. */
function WhatHappened({ lang, row }: { lang: Lang; row: AccessEventRow }) {
  const t = adminTexts(lang)
  const { data } = row
  const role = ROLES.find((one) => one === data.role)
  const bdi = (text: unknown) => <bdi>{String(text ?? '')}</bdi>
  return (
    <>
      {t.parts(`event.${row.kind}`, {
        subject: bdi(row.subject ?? data.name ?? data.email),
        unit: bdi(row.unit),
        authority: bdi(row.authority),
        role: role ? roleWord(lang, role, row.unitKind) : '',
      })}
    </>
  )
}

/** Changes of accounts, roles, units and authorities. */
export function AccessEventTable({
  lang,
  rows,
  caption,
}: {
  lang: Lang
  rows: readonly AccessEventRow[]
  caption: string
}) {
  const t = adminTexts(lang)
  return (
    <Table
      caption={caption}
      rows={rows}
      empty={t('events.empty')}
      columns={[
        { heading: t('events.when'), cell: (row) => <Bdi whole>{formatInstant(lang, row.at)}</Bdi> },
        { heading: t('events.who'), header: true, cell: (row) => <Bdi>{row.actor}</Bdi> },
        { heading: t('events.what'), cell: (row) => <WhatHappened lang={lang} row={row} /> },
      ]}
    />
  )
}
