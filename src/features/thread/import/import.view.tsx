import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choice.tsx'
import { FileField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice, Progress } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { HeldRole } from '../../access/public.ts'
import { importTexts } from '../texts/import.ts'
import type { ImportRun } from './import.queries.ts'

type Hidden = Record<string, string>

/** Heading of every page of an import: which step, which file. */
export const ImportHeading = ({
  lang,
  step,
  title,
  lead,
  fileName,
}: {
  lang: Lang
  step: 1 | 2 | 3 | 4
  title: string
  lead?: Child
  fileName?: string
}) => {
  const t = importTexts(lang)
  const meta = [`${t('step', { step })}: ${t(`step.${step}`)}`, ...(fileName ? [<Bdi>{fileName}</Bdi>] : [])]
  return <PageHeading title={title} lead={lead} meta={meta} />
}

export type UploadProps = {
  lang: Lang
  hidden: Hidden
  teams: readonly HeldRole[]
  unitId?: string | undefined
  errors: { file?: string | undefined; unitId?: string | undefined }
}

/** The first step: a file, and the team when the viewer leads several. */
export const UploadForm = ({ lang, hidden, teams, unitId, errors }: UploadProps) => {
  const t = importTexts(lang)
  const only = teams.length === 1 ? teams[0] : undefined
  return (
    <Form
      action={paths.import}
      hidden={{ ...hidden, ...(only ? { unitId: String(only.unitId) } : {}) }}
      enctype="multipart/form-data"
    >
      {!only && (
        <SelectField
          name="unitId"
          label={t('upload.team')}
          hint={t('upload.teamHint')}
          value={unitId ?? ''}
          emptyText={t('mapping.choose')}
          options={teams.map((team) => ({ value: String(team.unitId), label: team.unitName }))}
          error={errors.unitId}
        />
      )}
      <FileField
        name="file"
        label={t('upload.file')}
        hint={t('upload.hint')}
        accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        error={errors.file}
      />
      <Notice>
        <p>{t('upload.secrecy')}</p>
        <p>{t('upload.protected')}</p>
      </Notice>
      <div class="actions">
        <Button>{t('upload.submit')}</Button>
      </div>
    </Form>
  )
}

/** Imports the viewer has begun and not finished. */
export const OngoingRuns = ({ lang, runs }: { lang: Lang; runs: readonly ImportRun[] }) => {
  const t = importTexts(lang)
  if (runs.length === 0) return null
  return (
    <section class="stack-tight">
      <h2>{t('ongoing.title')}</h2>
      <Table
        caption={t('ongoing.caption', { count: runs.length })}
        captionHidden
        rows={runs}
        empty=""
        columns={[
          {
            heading: t('ongoing.file'),
            header: true,
            cell: (run) => (
              <a href={paths.importRun(run.importRunId)}>
                <Bdi>{run.fileName}</Bdi>
              </a>
            ),
          },
          { heading: t('ongoing.state'), cell: (run) => t(`state.${run.state}`) },
          { heading: t('ongoing.deleted'), cell: (run) => <Bdi>{formatInstant(lang, run.expiresAt)}</Bdi> },
        ]}
      />
    </section>
  )
}

/** Throws away what was uploaded. */
export const DiscardForm = ({ lang, action, hidden }: { lang: Lang; action: string; hidden: Hidden }) => (
  <Form action={action} hidden={hidden}>
    <Button variant="tertiary">{importTexts(lang)('discard')}</Button>
  </Form>
)

/** Work goes on; the page is loaded again by itself. */
export const WorkingView = ({ lang, run }: { lang: Lang; run: ImportRun }) => {
  const t = importTexts(lang)
  const writing = run.state === 'writing'
  return (
    <>
      <ImportHeading
        lang={lang}
        step={3}
        title={t(writing ? 'writing.title' : 'checking.title')}
        lead={t(writing ? 'writing.text' : 'checking.text')}
        fileName={run.fileName}
      />
      <div role="status" class="stack-tight">
        {writing && (
          <Progress
            label={t('writing.progress', { done: run.progress, total: run.total })}
            value={run.progress}
            max={Math.max(1, run.total)}
          />
        )}
        <p>{t('working.reload')}</p>
      </div>
      <Button href={paths.importRun(run.importRunId)} variant="secondary">
        {t('working.reloadNow')}
      </Button>
    </>
  )
}
