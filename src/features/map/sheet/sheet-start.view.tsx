import { paths } from '../../../paths.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { SheetUploadForm, TakenFiles } from '../../../ui/sheet-upload.tsx'
import { Tag } from '../../../ui/status.tsx'
import type { MapAuthority } from '../body.ts'
import { sheetTexts } from '../texts/sheet.ts'
import type { SheetImport } from './sheet-import.queries.ts'

const outHref = (format: 'xlsx' | 'csv', authorityId?: number): string =>
  authorityId === undefined ? paths.mapOut(format) : `${paths.mapOut(format)}?huvudman=${authorityId}`

/** The template, and the map as it is: one's own rows first. */
export const OutCard = ({ lang, own }: { lang: Lang; own: readonly MapAuthority[] }) => {
  const t = sheetTexts(lang)
  const files = (authorityId?: number) => (
    <>
      <a href={outHref('xlsx', authorityId)}>{t('out.xlsx')}</a> ·{' '}
      <a href={outHref('csv', authorityId)}>{t('out.csv')}</a>
    </>
  )
  return (
    <Card title={t('out.title')} level={2}>
      <p>
        <Button href={paths.mapTemplate} variant="secondary">
          {t('out.template')}
        </Button>
      </p>
      <p class="soft">{t('out.templateHint')}</p>
      <ul class="sheet-out">
        {own.map(({ authorityId, name }) => (
          <li>
            <span>{t.parts('out.mine', { name: <Bdi>{name}</Bdi> })}</span> <span>{files(authorityId)}</span>
          </li>
        ))}
        <li>
          <span>{t('out.all')}</span> <span>{files()}</span>
        </li>
      </ul>
      <p class="soft">{t('out.hint')}</p>
    </Card>
  )
}

export type UploadProps = {
  lang: Lang
  hidden: Record<string, string>
  own: readonly MapAuthority[]
  /** May also bring in what is no authority's. */
  keeper: boolean
  owner: string | undefined
  errors: { file?: string | undefined; owner?: string | undefined }
}

export const UploadCard = ({ lang, hidden, own, keeper, owner, errors }: UploadProps) => {
  const t = sheetTexts(lang)
  return (
    <Card title={t('in.title')} level={2}>
      <p>{t('in.text')}</p>
      <SheetUploadForm
        action={paths.mapSheets}
        hidden={hidden}
        whose={{
          name: 'owner',
          label: t('in.owner'),
          hint: t('in.ownerHint'),
          emptyText: t('in.choose'),
          options: [
            ...own.map(({ authorityId, name }) => ({ value: String(authorityId), label: name })),
            ...(keeper ? [{ value: 'none', label: t('in.none') }] : []),
          ],
          value: owner,
          error: errors.owner,
        }}
        file={{ label: t('in.file'), hint: t('in.hint'), error: errors.file }}
        submit={t('in.submit')}
      >
        <p>{t('in.persons')}</p>
      </SheetUploadForm>
    </Card>
  )
}

const TONE = { sheet: 'attention', mapping: 'attention', checked: 'attention', done: 'ok', undone: 'neutral' } as const

export const EarlierImports = ({
  lang,
  all,
}: {
  lang: Lang
  all: readonly (SheetImport & { by: string | null })[]
}) => {
  const t = sheetTexts(lang)
  return (
    <TakenFiles
      title={t('before.title')}
      file={t('before.file')}
      rows={all}
      href={(run) => paths.mapSheet(run.mapImportId)}
      columns={[
        { heading: t('before.by'), cell: (run) => <Bdi>{run.by}</Bdi> },
        { heading: t('before.on'), cell: (run) => <Bdi>{formatInstant(lang, run.createdAt)}</Bdi> },
        { heading: t('before.state'), cell: (run) => <Tag tone={TONE[run.state]}>{t(`state.${run.state}`)}</Tag> },
      ]}
    />
  )
}
