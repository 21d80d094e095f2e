import type { Lang } from '../../../platform/i18n/lang.ts'
import { defineTexts, type KeyOf, type Translate } from '../../../platform/i18n/texts.ts'
import ar from './self.ar.json'
import easy from './self.easy.json'
import en from './self.en.json'
import sv from './self.sv.json'

/** The languages somebody answers in: `easy` is easy Swedish, with the same keys. */
export const VERSIONS = ['sv', 'easy', 'en', 'ar'] as const
export type Version = (typeof VERSIONS)[number]

export const selfTexts = defineTexts({ sv, en, ar })
const easyTexts = defineTexts({ sv: easy, en, ar })
export type SelfWord = KeyOf<typeof selfTexts>

export const versionTexts = (version: Version): Translate<SelfWord> =>
  version === 'easy' ? easyTexts('sv') : selfTexts(version)

/** The language of the page around a version. */
export const langOf = (version: Version): Lang => (version === 'easy' ? 'sv' : version)
