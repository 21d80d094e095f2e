import type { Random } from './random.ts'

/** Common given and family names; put together by chance, so that no person is meant. */
type Origin = { languages: readonly string[]; women: string; men: string; families: string }

const origins = {
  swedish: {
    languages: ['sv'],
    women:
      'Anna Emma Karin Linnea Malin Sofia Ida Josefin Ulrika Camilla Hanna Frida Moa Jenny Annika Therese Lovisa Matilda',
    men: 'Erik Anders Johan Marcus Daniel Fredrik Niklas Viktor Simon Jonas Mattias Emil Henrik Robin Patrik Gustav Albin Rasmus',
    families:
      'Andersson Nilsson Lindberg Bergström Sundin Wallin Nyman Öberg Hedlund Ström Sjöberg Engman Norén Rydell Dahlgren Lundin Björk Hägg Åkerlund Viklund',
  },
  arabic: {
    languages: ['ar', 'ar', 'sv'],
    women: 'Amal Hanan Rana Samira Noor Maryam Dalia Zeinab Huda Lina',
    men: 'Ahmad Omar Khaled Tariq Bassam Nabil Yousef Karim Hassan Ziad',
    families: 'Al-Masri Khalil Mansour Saleh Nasser Darwish Hamdan Aziz Barakat Qasim',
  },
  somali: {
    languages: ['so', 'so', 'sv'],
    women: 'Hodan Fadumo Ayaan Sahra Ifrah Nasteho',
    men: 'Abdi Mahad Liban Guled Bashir Yasin',
    families: 'Warsame Abdullahi Jama Farah Osman Gedi',
  },
  eritrean: {
    languages: ['ti', 'ti', 'sv'],
    women: 'Selam Feven Rahwa Luwam Winta Saba',
    men: 'Yonas Filmon Tesfay Samuel Biniam Henok',
    families: 'Tekle Ghebre Haile Kidane Woldu Berhane',
  },
  finnish: {
    languages: ['sv'],
    women: 'Marja Päivi Tiina Riikka',
    men: 'Jari Timo Mika Pekka',
    families: 'Virtanen Laine Koskela Niemi',
  },
  balkan: {
    languages: ['sv', 'sv', 'en'],
    women: 'Amina Jasmina Vesna Mirela',
    men: 'Edin Goran Haris Zoran',
    families: 'Hadžić Jovanović Begić Kovač',
  },
  persian: {
    languages: ['sv', 'en', 'sv'],
    women: 'Shirin Parisa Mahsa Nasrin',
    men: 'Reza Behnam Kian Farid',
    families: 'Moradi Karimi Ahmadi Jafari',
  },
  kurdish: {
    languages: ['sv', 'sv', 'ar'],
    women: 'Rojin Dilan Berivan Evin',
    men: 'Azad Baran Rêbin Serhat',
    families: 'Demirci Yıldız Kaya Bakir',
  },
  latin: {
    languages: ['sv', 'en'],
    women: 'Carmen Lucía Paola Valeria',
    men: 'Diego Mateo Andrés Javier',
    families: 'Rojas Fuentes Morales Vega',
  },
  polish: {
    languages: ['sv', 'en'],
    women: 'Agnieszka Magda Ewelina Kasia',
    men: 'Tomasz Piotr Marek Adam',
    families: 'Nowak Zieliński Wójcik Mazur',
  },
} as const satisfies Record<string, Origin>

type Key = keyof typeof origins
/** How often each: about as in a Swedish town of middle size. */
const MIX: readonly Key[] = [
  ...Array<Key>(11).fill('swedish'),
  ...Array<Key>(3).fill('arabic'),
  'somali',
  'somali',
  'eritrean',
  'eritrean',
  'finnish',
  'balkan',
  'persian',
  'kurdish',
  'latin',
  'polish',
]

const listOf = ({ languages, women, men, families }: Origin) => ({
  languages,
  woman: women.split(' '),
  man: men.split(' '),
  families: families.split(' '),
})
const listed = new Map<string, ReturnType<typeof listOf>>()
for (const [key, origin] of Object.entries(origins)) listed.set(key, listOf(origin))

export type Named = { givenName: string; familyName: string; language: string }

export function nameSomebody(random: Random, sex: 'woman' | 'man'): Named {
  const origin = listed.get(random.pick(MIX))!
  return {
    givenName: random.pick(origin[sex]),
    familyName: random.pick(origin.families),
    language: random.pick(origin.languages),
  }
}
