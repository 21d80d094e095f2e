import { versionIn } from '../../../platform/form/version.ts'
import { formatList, formatTime } from '../../../platform/i18n/format.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { inUnit, type Visit } from '../../access/public.ts'
import { referralDraftTexts } from '../texts/referral-draft.ts'
import { type Referral, referralOf } from './referral.queries.ts'
import type { DraftPage } from './referral.schema.ts'
import { saveDraft } from './referral-draft.commands.ts'
import { type DraftChange, keep, readWhatHolds, savedFields } from './referral-draft.ts'
import { draftLabel } from './referral-draft.view.tsx'

type Kept = { version: number; left: string[] }

/** Saves what can be saved of the page, by the same rules as its button. */
async function keepWhatHolds(visit: Visit, page: DraftPage, referral: Referral): Promise<Result<Kept>> {
  const { tx, viewer, today, form } = visit
  const saved = savedFields(referral)
  const save = (change: DraftChange) => saveDraft(tx, viewer, today, referral.referralId, versionIn(form), change)
  const first = readWhatHolds(page, form, saved)
  if (!first.change) return ok({ version: referral.version, left: first.left })
  const tried = await save(first.change)
  if (tried.ok) return ok({ version: tried.value, left: first.left })
  if (tried.refusal.kind !== 'invalid') return tried
  const left = [...first.left, ...Object.keys(tried.refusal.fields)]
  const mended = readWhatHolds(page, { ...form, ...keep(saved, left) }, saved)
  if (!mended.change) return ok({ version: referral.version, left })
  const again = await save(mended.change)
  return again.ok ? ok({ version: again.value, left }) : again
}

/**
 * The same form, sent by the page itself while somebody writes (`draft.island.ts`): answered in JSON with the new version and a
 * sentence to show, never with a page. It does not use up the form's key, and shows nobody anything that they did not type.
 */
export async function autosave(visit: Visit, page: DraftPage): Promise<Response> {
  const { c, tx, viewer, lang, now } = visit
  const t = referralDraftTexts(lang)
  const referral = await referralOf(tx, viewer, c.req.param('id') ?? '')
  if (!referral || !inUnit(viewer, referral.unitId)) return visit.notFound()
  if (referral.state !== 'draft') return c.json({ text: t('auto.sent') }, 409)
  const kept = await keepWhatHolds(visit, page, referral)
  if (!kept.ok) return c.json({ text: t(kept.refusal.kind === 'stale' ? 'auto.stale' : 'auto.failed') }, 409)
  const { version, left } = kept.value
  const saved = t('auto.saved', { time: formatTime(lang, now) })
  const fields = formatList(
    lang,
    left.map((name) => draftLabel(lang, name)),
  )
  return c.json({ version, text: left.length === 0 ? saved : `${saved} ${t('auto.left', { fields })}` })
}
