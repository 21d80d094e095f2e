import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Card } from '../../../ui/card.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { participantTexts } from '../texts/participant.ts'
import type { SharedPerson } from './shared-with-you.queries.ts'

/** On a start page: people of whom others let the viewer see something. Nothing where nobody is. */
export const SharedWithYou = ({
  lang,
  people,
  more,
}: {
  lang: Lang
  people: readonly SharedPerson[]
  more: boolean
}) => {
  if (people.length === 0) return null
  const t = participantTexts(lang)
  return (
    <Card title={t('shared')}>
      <ul class="today-rows">
        {people.map((one) => (
          <li>
            <a href={paths.thread(one.threadId)}>{one.protected ? t('protected') : <Bdi>{one.name}</Bdi>}</a>
            <span class="soft">
              {t.parts('shared.until', { date: <Bdi>{formatDay(lang, one.until, 'dayMonth')}</Bdi> })}
            </span>
          </li>
        ))}
      </ul>
      {more && (
        <p>
          <a href={paths.participants}>{t('shared.all')}</a>
        </p>
      )}
    </Card>
  )
}
