import { paths } from '../../../paths.ts'
import { formTexts } from '../../../platform/form/texts/form.ts'
import { readTableApart } from '../../../platform/spreadsheet/read-apart.ts'
import { latinDigits } from '../../../shared/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/card.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { FileField, NumberField, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { checkPageTexts } from '../texts/check-page.ts'
import { checkPrinted, checkTable, type PrintedCheck } from './printed-check.ts'
import { checkWords } from './printed-check.view.ts'
import { readRows } from './printed-table.ts'

const LONGEST = 200_000

type Shown = { check?: PrintedCheck; table?: string; people?: string; errors?: { name: string; text: string }[] }

function checkPage(
  visit: Visit,
  { check, table = '', people = '', errors = [] }: Shown = {},
): Response | Promise<Response> {
  const { lang } = visit
  const t = checkPageTexts(lang)
  const errorOf = (name: string) => errors.find((one) => one.name === name)?.text
  const right = check && check.checked > 0 && check.findings.length === 0
  return visit.page({
    title: t('title'),
    section: 'survey',
    failed: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary title={formTexts(lang)('summary', { count: errors.length })} errors={errors} />
        <PageHeading title={t('title')} lead={t('lead')} meta={[<a href={paths.surveys}>{t('back')}</a>]} />
        {check && (
          <Notice
            tone={right ? 'ok' : 'attention'}
            live="status"
            title={check.findings.length > 0 ? t('found', { count: check.findings.length }) : undefined}
          >
            {check.findings.length > 0 ? (
              <ul>
                {checkWords(check, lang).map((line) => (
                  <li dir="auto">{line}</li>
                ))}
              </ul>
            ) : (
              checkWords(check, lang).map((line) => <p>{line}</p>)
            )}
          </Notice>
        )}
        <Form action={paths.surveyCheck} hidden={hiddenOf(visit)} enctype="multipart/form-data">
          <TextArea
            name="table"
            size="large"
            label={t('table')}
            hint={t('table.hint')}
            value={table}
            error={errorOf('table')}
          />
          <FileField name="file" label={t('file')} hint={t('file.hint')} accept=".xlsx,.csv,.tsv,.txt" />
          <NumberField
            name="people"
            label={t('people')}
            hint={t('people.hint')}
            value={people}
            error={errorOf('people')}
          />
          <Actions>
            <Button>{t('submit')}</Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

/** Nothing of what is sent is kept: it is checked and forgotten. */
async function check(visit: Visit): Promise<Response> {
  const { lang, form } = visit
  const t = checkPageTexts(lang)
  const table = form.table ?? ''
  const typed = latinDigits(form.people ?? '').replace(/\s/g, '')
  const people = /^\d{1,7}$/.test(typed) && Number(typed) > 0 ? Number(typed) : null
  const shown = { table, people: form.people ?? '' }
  const errors = [
    ...(typed !== '' && people === null ? [{ name: 'people', text: t('problem.people') }] : []),
    ...(table.length > LONGEST ? [{ name: 'table', text: t('problem.long') }] : []),
  ]
  const file = visit.file('file')
  if (!file && table.trim() === '') errors.push({ name: 'table', text: t('problem.empty') })
  if (errors.length > 0) return checkPage(visit, { ...shown, errors })
  if (!file) return checkPage(visit, { ...shown, check: checkPrinted(table, people) })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const unreadable = { ...shown, errors: [{ name: 'file', text: t('problem.file') }] }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    // A text as it was copied out of a report: shown in the box, where it can be mended.
    const text = new TextDecoder().decode(bytes)
    if (text.includes('\0') || text.length > LONGEST) return checkPage(visit, unreadable)
    return checkPage(visit, { ...shown, table: text, check: checkPrinted(text, people) })
  }
  const read = await readTableApart({ bytes, fileName: file.name, mostRows: 5_000, mostColumns: 100 })
  if (!read.ok) return checkPage(visit, unreadable)
  return checkPage(visit, { ...shown, check: checkTable(readRows(read.value.rows), people) })
}

export const printedRoutes: Route[] = [
  { method: 'get', path: paths.surveyCheck, guard: 'signed-in', audit: 'none', handle: (visit) => checkPage(visit) },
  { method: 'post', path: paths.surveyCheck, guard: 'signed-in', audit: 'none', handle: check },
]
