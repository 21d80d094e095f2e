import { formatList } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Bdi, type Text } from '../../ui/inline.tsx'
import type { Disclosed, Receiver } from '../access/public.ts'
import { sharingTexts } from './texts/sharing.ts'

type To = Pick<Receiver, 'authorityName' | 'unitName'> | Pick<Disclosed, 'toAuthority' | 'toUnit'>

const partsOf = (to: To): { authority: string; unit: string | null } =>
  'toAuthority' in to
    ? { authority: to.toAuthority, unit: to.toUnit }
    : { authority: to.authorityName, unit: to.unitName }

/** The receiver as plain text, for texts that take a name. */
export function receiverName(lang: Lang, to: To): string {
  const { authority, unit } = partsOf(to)
  return unit ? sharingTexts(lang)('receiver.unit.short', { unit, authority }) : authority
}

/** The receiver on a page: a whole authority, or only one of its units. */
export const ReceiverName = ({ lang, to }: { lang: Lang; to: To }) => {
  const { authority, unit } = partsOf(to)
  if (!unit) return <Bdi>{authority}</Bdi>
  return (
    <>{sharingTexts(lang).parts('receiver.unit', { unit: <Bdi>{unit}</Bdi>, authority: <Bdi>{authority}</Bdi> })}</>
  )
}

/** "plan, närvaro och hälsa" */
export function categoryWords(lang: Lang, categories: Disclosed['categories']): Text {
  const t = sharingTexts(lang)
  return formatList(
    lang,
    categories.map((one) => t(one)),
  )
}
