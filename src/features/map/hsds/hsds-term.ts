import { nameId } from '../../../shared/name-id.ts'
import { ENTRY_KINDS, NEED_LEVELS, TARGET_GROUPS, WAYS_IN, WORK_DISTANCES } from '../code.ts'
import type { Entry } from '../entry.ts'
import { codeTexts } from '../texts/code.ts'
import type { HsdsAttribute, HsdsTaxonomy, HsdsTerm } from './hsds.ts'

/** Our closed lists as taxonomies: the list, what it is called, what it says of an entry. */
const LISTS = [
  {
    list: 'target',
    name: 'Målgrupp',
    description: 'För vem något finns.',
    codes: TARGET_GROUPS,
    of: (entry: Entry) => entry.targetGroups,
  },
  {
    list: 'need',
    name: 'Stödbehov',
    description: 'Hur mycket stöd den behöver som är med.',
    codes: NEED_LEVELS,
    of: (entry: Entry) => entry.needLevels,
  },
  {
    list: 'distance',
    name: 'Avstånd till arbete',
    description: 'Hur långt från arbete den är som är med.',
    codes: WORK_DISTANCES,
    of: (entry: Entry) => entry.workDistances,
  },
  {
    list: 'way',
    name: 'Väg in',
    description: 'Hur någon kommer med.',
    codes: WAYS_IN,
    of: (entry: Entry) => entry.waysIn,
  },
  {
    list: 'kind',
    name: 'Slag',
    description: 'Insats: något som leder till utveckling. Aktivitet: något man gör.',
    codes: ENTRY_KINDS.filter((kind) => kind !== 'provider'),
    of: (entry: Entry) => [entry.kind],
  },
] as const

const VERSION = '1.0'
export const taxonomyId = (list: string): string => nameId('hsds', 'taxonomy', list)
export const termId = (list: string, code: string): string => nameId('hsds', 'term', list, code)

type CodeKey = Parameters<ReturnType<typeof codeTexts>>[0]
const words = codeTexts('sv')

export const taxonomiesAt = (base: string): HsdsTaxonomy[] =>
  LISTS.map(({ list, name, description }) => ({
    id: taxonomyId(list),
    name,
    description,
    uri: `${base}/taxonomies/${taxonomyId(list)}`,
    version: VERSION,
  }))

export const termsAt = (base: string): HsdsTerm[] =>
  LISTS.flatMap(({ list, name, codes }) =>
    codes.map((code) => ({
      id: termId(list, code),
      code: `${list}:${code}`,
      name: words(`${list}.${code}` as CodeKey),
      description: words(`${list}.${code}.plain` as CodeKey),
      taxonomy: name,
      taxonomy_id: taxonomyId(list),
      language: 'sv',
      term_uri: `${base}/taxonomy_terms/${termId(list, code)}`,
    })),
  )

/** The codes of an entry as attributes of its service. */
export const attributesOf = (entry: Entry, terms: ReadonlyMap<string, HsdsTerm>): HsdsAttribute[] =>
  LISTS.flatMap(({ list, of }) =>
    of(entry).flatMap((code) => {
      const term = terms.get(termId(list, code))
      if (!term) return []
      return [
        {
          id: nameId('hsds', 'attribute', entry.entryId, list, code),
          link_id: entry.entryId,
          link_entity: 'service',
          link_type: 'taxonomy_term',
          taxonomy_term_id: term.id,
          taxonomy_term: term,
        },
      ]
    }),
  )
