import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { BrokenGlass } from '../../access/public.ts'
import { glassTexts } from '../texts/glass.ts'

/** The thread is open only because the viewer broke the glass: said on it for as long as it lasts. */
export const GlassNotice = ({
  lang,
  glasses,
  userId,
}: {
  lang: Lang
  glasses: readonly BrokenGlass[]
  userId: string
}) => {
  const t = glassTexts(lang)
  const own = glasses.find((one) => one.userId === userId)
  if (!own) return null
  return (
    <Notice tone="danger" title={t('opened.title')}>
      <p>{t.parts('opened.text', { time: <Bdi>{formatInstant(lang, own.until)}</Bdi> })}</p>
    </Notice>
  )
}
