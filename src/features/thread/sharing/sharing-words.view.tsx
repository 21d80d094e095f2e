import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import type { Disclosed, Receiver } from '../../access/public.ts'
import { sharingTexts } from '../texts/sharing.ts'

type To =
  | Pick<Receiver, 'authorityName' | 'authorityKind' | 'unitName'>
  | Pick<Disclosed, 'toAuthority' | 'toAuthorityKind' | 'toUnit'>

const partsOf = (to: To) =>
  'toAuthority' in to
    ? { authority: to.toAuthority, kind: to.toAuthorityKind, unit: to.toUnit }
    : { authority: to.authorityName, kind: to.authorityKind, unit: to.unitName }

/** A receiver as the person is told it: what kind of authority it is in their own words, then its Swedish name. */
function toldTo(lang: Lang, to: To, k: 'receiver.words' | 'receiver.choice'): string {
  const t = sharingTexts(lang)
  const { authority: name, kind, unit } = partsOf(to)
  const authority = t(`authority.${kind}`, { name })
  return unit ? t(k, { unit, authority }) : authority
}

/** In a sentence: "Försäkringskassan", "صندوق التأمينات (Försäkringskassan)". */
export const receiverInWords = (lang: Lang, to: To): string => toldTo(lang, to, 'receiver.words')

/** As a choice: a whole authority, or only one of its units. */
export const receiverChoice = (lang: Lang, to: To): string => toldTo(lang, to, 'receiver.choice')

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
