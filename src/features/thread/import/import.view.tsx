import type { Child } from 'hono/jsx'
import { paths } from '../../../paths.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { SheetUploadForm, TakenFiles } from '../../../ui/sheet-upload.tsx'
import { Progress } from '../../../ui/status.tsx'
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
  return (
    <SheetUploadForm
      action={paths.import}
      hidden={hidden}
      whose={{
        name: 'unitId',
        label: t('upload.team'),
        hint: t('upload.teamHint'),
        emptyText: t('mapping.choose'),
        options: teams.map((team) => ({ value: String(team.unitId), label: team.unitName })),
        value: unitId,
        error: errors.unitId,
      }}
      file={{ label: t('upload.file'), hint: t('upload.hint'), error: errors.file }}
      submit={t('upload.submit')}
    >
      <p>{t('upload.secrecy')}</p>
      <p>{t('upload.protected')}</p>
    </SheetUploadForm>
  )
}

/** Imports the viewer has begun and not finished. */
export const OngoingRuns = ({ lang, runs }: { lang: Lang; runs: readonly ImportRun[] }) => {
  const t = importTexts(lang)
  return (
    <TakenFiles
      title={t('ongoing.title')}
      caption={t('ongoing.caption', { count: runs.length })}
      file={t('ongoing.file')}
      rows={runs}
      href={(run) => paths.importRun(run.importRunId)}
      columns={[
        { heading: t('ongoing.state'), cell: (run) => t(`state.${run.state}`) },
        { heading: t('ongoing.deleted'), cell: (run) => <Bdi>{formatInstant(lang, run.expiresAt)}</Bdi> },
      ]}
    />
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
