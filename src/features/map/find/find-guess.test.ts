import { describe, expect, test } from 'vitest'
import { nearest } from './find-guess.ts'
import { askedOf, foldWord, meantBy } from './find-word.ts'

/** Words that stand on some map, and were once taken for another that somebody had typed. */
const SHOWN =
  `fikar äter tröst samma smärta hotad stol eller röjer morning stress träning cyklar kontor bushes lager bättre person looks house
  order same börjat arbeta verkstaden verkstäder språkpraktik kurator cykelverkstad matlagning promenad församling hjälpa vardag samtalsstöd
  dansa vräkning mentor kören sången bygga måla hantverk trädgård djuren hundar katter gården skogen fisket idrott fotboll simhall`
    .split(/\s+/)
    .map(foldWord)
const KEYS = SHOWN.map((key) => ({ key }))
const taken = (typed: string) => nearest(foldWord(typed), KEYS)?.one.key

describe('real words that the map has not are not taken for others', () => {
  test.each(
    `fixar teater trött hjärta stöld piller röker rökning adress räkning deklar bussen bager bagare räkning montör cykel bilen sjuka skuld hemma
    huset mamma pappa lärare vuxna äldre yngre flytt lokal musik sport spela sömnen ledig lönen lånat vänta andra kväll dagar simning räkningen ryggen
    nacke huvud tänder astma sorgen gråter panik ilska bråka gifta polis fängelse cigarr casino mobil papper avgift inkasso betala tåget resor
    chefen städa butik kassa växel vaktis djur häst odla`.split(/\s+/),
  )('%s', (typed) => expect(taken(typed)).toBeUndefined())

  test.each(
    `prison cooks horse older shame money bikes child woman sleep tired angry drink smoke music study class write phone paper loans teeth
    heart nurse court crime train drive farms plant adult grief`.split(/\s+/),
  )('%s', (typed) => expect(taken(typed)).toBeUndefined())

  test.each(
    'دراجة سيارة منزل طفل امرأة تعب غضب سجن شرطة محكمة هاتف ورقة قرض أسنان قلب ممرضة قطار حافلة حصان حزن سفر'.split(
      ' ',
    ),
  )('%s', (typed) => {
    const [asked] = askedOf(typed)
    expect(asked?.guess ? meantBy(asked.any[0]!, SHOWN) : []).toEqual([])
  })
})

describe('misspelt words', () => {
  test.each([
    ['praktk', 'praktik'],
    ['prakitk', 'praktik'],
    ['depprimerad', 'deprimerad'],
    ['svneska', 'svenska'],
    ['ångset', 'ångest'],
    ['skudl', 'skuld'],
    ['arbte', 'arbete'],
    ['arbeet', 'arbete'],
    ['arbette', 'arbete'],
    ['bostd', 'bostad'],
    ['läknare', 'läkare'],
    ['lekare', 'läkare'],
    ['pssykisk', 'psykisk'],
    ['sykolog', 'psykolog'],
    ['samtl', 'samtal'],
    ['samtel', 'samtal'],
    ['hjalsa', 'hälsa'],
    ['ensma', 'ensam'],
    ['utbildnng', 'utbildning'],
    ['studir', 'studier'],
    ['plugge', 'plugga'],
    ['sjukskrifning', 'sjukskrivning'],
    ['anxeity', 'anxiety'],
    ['adiction', 'addiction'],
    ['اكتءاب', 'اكتئاب'],
  ])('%s is %s', (typed, word) => {
    const [asked] = askedOf(typed)
    expect(asked?.guess).toBe(true)
    expect(meantBy(asked!.any[0]!, SHOWN)[0]?.[0]).toBe(foldWord(word))
  })

  test.each([
    ['verksatden', 'verkstaden'],
    ['språkpratkik', 'språkpraktik'],
    ['spåkpratkik', 'språkpraktik'],
    ['promennad', 'promenad'],
    ['matlagnign', 'matlagning'],
    ['trädgrd', 'trädgård'],
    ['fiskket', 'fisket'],
    ['stoll', 'stol'],
  ])('%s is %s of the map', (typed, word) => expect(taken(typed)).toBe(foldWord(word)))

  test('a word that is known, or names something in a list, is not guessed about', () => {
    for (const typed of ['doctor', 'läkare', 'arabiska', 'somaliska', 'svenska för invandrare'])
      expect(askedOf(typed).map(({ guess }) => guess)).not.toContain(true)
  })
})
