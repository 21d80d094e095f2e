import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Form } from '../../../ui/form.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Entry } from '../entry.ts'
import { qualityTexts } from '../texts/quality.ts'
import type { SaidPair } from './pair.ts'

export const EntryLink = ({ entry }: { entry: Entry }) => (
  <a href={paths.mapEntry(entry.entryId)}>
    <Bdi>{entry.name}</Bdi>
  </a>
)

type AnswerProps = { lang: Lang; a: Entry; b: Entry; apart: boolean; keys: () => { token: string; key: string } }

/** The answer to a pair that looks alike: not the same (`apart`), or to be asked again. */
export const PairAnswer = ({ lang, a, b, apart, keys }: AnswerProps) => {
  const t = qualityTexts(lang)
  const { token, key } = keys()
  const say = apart ? 'apart' : 'again'
  return (
    <Form
      action={paths.mapPair}
      hidden={{ _token: token, _key: key, entry: a.entryId, other: b.entryId, say: apart ? 'apart' : 'again' }}
    >
      <Button variant="secondary" size="small">
        <span aria-hidden="true">{t(`pair.${say}`)}</span>
        <span class="vh">{t(`pair.${say}.named`, { name: a.name, other: b.name })}</span>
      </Button>
    </Form>
  )
}

/** Pairs that were said not to be the same and still count, with who said so. */
export const SaidApart = (props: {
  lang: Lang
  pairs: readonly { a: Entry; b: Entry; said: SaidPair }[]
  keys: AnswerProps['keys']
}) => {
  const { lang, pairs, keys } = props
  const t = qualityTexts(lang)
  if (pairs.length === 0) return null
  return (
    <Details summary={t('pair.said', { count: pairs.length })}>
      <p>{t('pair.said.text')}</p>
      <Table
        caption={t('pair.said', { count: pairs.length })}
        captionHidden
        rows={pairs}
        empty=""
        columns={[
          { heading: t('col.entry'), header: true, cell: ({ a }) => <EntryLink entry={a} /> },
          { heading: t('col.other'), cell: ({ b }) => <EntryLink entry={b} /> },
          {
            heading: t('col.said'),
            cell: ({ said }) =>
              t.parts('pair.by', {
                name: <Bdi>{said.saidBy ?? '–'}</Bdi>,
                day: <Bdi>{formatDay(lang, said.saidOn)}</Bdi>,
              }),
          },
          {
            heading: t('col.do'),
            cell: ({ a, b }) => <PairAnswer lang={lang} a={a} b={b} apart={false} keys={keys} />,
          },
        ]}
      />
    </Details>
  )
}
