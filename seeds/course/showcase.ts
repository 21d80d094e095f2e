import { calendarDay, type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import type { Person } from '../person.ts'
import { early, late, myChoice, support, talks } from '../texts/tracks.ts'
import { assign, begin, type Setting, type Told } from './beginning.ts'
import { agree } from './consents.ts'
import { contacts } from './contacts.ts'
import { addStep, writeNote } from './daily.ts'
import { noteVisit, planVisit, queue, receive, send, takeIn } from './referral.ts'
import { pause, runTrack } from './tracks.ts'

export const showcasePerson: Partial<Person> = {
  sex: 'woman',
  givenName: 'Rima',
  familyName: 'Ekdahl',
  language: 'ar',
  interpreter: true,
  phone: '070-174 06 14',
  email: 'rima.ekdahl@post.example',
  address: 'Kvarngatan 11, Norrby',
}

const kind = (name: string) => [...early, ...late].find((one) => one.name === name)!

/** The thread a visitor is shown first: several lanes, a wait, a gap, steps due and one that is late. */
export function showcase(setting: Setting, person: Person): Told {
  const { today } = setting
  const day = (before: number): DayNumber => weekdayBefore(Math.min(weekday(today - before), today - 1))
  const intake = day(307)
  const told = begin(setting, person, 'support', day(440))
  told.words = 'Jag vill arbeta halvtid i en verkstad, på förmiddagar.'
  const sent = send(told, 'norrby', day(440), day(436))
  Object.assign(sent.about.row, {
    reason:
      'Har skött hem och barn i många år och lagat det mesta som gått sönder på gatan. Vill ut i arbete men har värk i axeln, sover dåligt och har fått olika besked om ersättning. Behöver någon som håller ihop vård, försörjning och arbete.',
    triedBefore: 'Svenska för invandrare till kurs C. Språkpraktik i butik, avbröts på grund av värken.',
    ownWords: 'أريد أن أعمل نصف دوام في ورشة، في الصباح.',
  })
  receive(told, sent, day(430))
  planVisit(told, sent, day(424), day(405))
  noteVisit(told, sent, day(405), 'done')
  takeIn(told, sent, intake, queue(told, sent, intake - 91))
  const people = contacts(told, 'norrby', intake, 'samir', [{ on: day(95), to: 'samir', told: true, gap: 59 }])
  const { c } = told
  const unit = 'norrby'
  // In the summer both are away and nobody is there: the gap that the page is to show.
  const work = assign(told, unit, 'elin', 'work', day(218))
  c.change(work, { untilOn: calendarDay(day(155)), gapReason: 'Semester, vikarie är inte utsedd' })
  c.event('assignment-ended', day(155), 'elin', work, { gap: true })
  assign(told, unit, 'elin', 'work', day(97))
  c.event('household-changed', day(300), 'samir', child(told, day(300), 'Barn 1', 2014), { kind: 'child' })
  c.event('household-changed', day(300), 'samir', child(told, day(300), 'Barn 2', 2018), { kind: 'child' })

  const run = (name: string, from: number, until: number | null, hours: number, purpose: string, by = 'samir') =>
    runTrack(
      told,
      {
        kind: kind(name),
        from: day(from),
        until: until === null ? null : day(until),
        by,
        unit,
        hours,
        purpose,
        fixed: true,
      },
      'completed',
    )
  runTrack(told, { kind: support, from: day(305), until: null, by: 'samir', unit })
  runTrack(
    told,
    {
      kind: myChoice,
      from: day(304),
      until: day(262),
      by: 'samir',
      unit,
      hours: 6,
      purpose: 'Ta reda på vad jag vill.',
    },
    'completed',
  )
  run('Hälsogrupp', 259, 155, 4, 'Få ordning på sömnen och axeln.')
  const counsellor = run('Kurator', 245, null, 1, 'Någon att prata med på mitt språk.')
  pause(told, counsellor, day(154), day(96), 'samir', unit, 'Sommarstängt')
  run('Caféet', 218, 155, 6, 'Prova att vara på en plats, och prata svenska.', 'elin')
  runTrack(told, {
    kind: talks,
    from: day(92),
    until: null,
    by: 'samir',
    unit,
    hours: 1,
    fixed: true,
    purpose: 'Hålla ihop allt.',
  })
  run('Cykelverkstaden', 90, null, 16, 'Se om axeln håller, och visa vad jag kan.', 'elin')
  run('Inskriven', 38, null, 0, '')

  agree(told, unit, 'samir', day(250), [{ unit: 'psychiatry', categories: ['plan'] }], 170)
  agree(told, unit, 'samir', day(200), [{ unit: 'insurance', categories: ['plan', 'health'] }], 180, day(120))
  agree(told, unit, 'samir', day(84), [{ unit: 'psychiatry', categories: ['plan'] }], 182)
  agree(told, unit, 'samir', day(40), [{ unit: 'jobCentre', categories: ['plan', 'attendance'] }], 138)
  agree(told, unit, 'samir', day(40), [{ unit: 'support', narrow: true, categories: ['plan'] }], 138)

  writeNote(told, unit, 'samir', day(303), 'notes')
  writeNote(
    told,
    unit,
    'samir',
    day(262),
    'assessment',
    'Gemensam bedömning efter Mitt val: hälsan först, sedan en plats med händerna i arbete. Elin tar arbetsspåret, jag håller ihop resten.',
  )
  writeNote(
    told,
    unit,
    'samir',
    day(246),
    'plan',
    'Flerpartsmöte med kurator och handläggare. {Hon} sade med egna ord vad hon vill, och vi skrev planen efter det.',
  )
  writeNote(
    told,
    unit,
    'elin',
    day(190),
    'attendance',
    'Åtta av åtta pass på caféet. Håller god min, men axeln säger ifrån efter två timmar.',
  )
  writeNote(
    told,
    unit,
    'elin',
    day(156),
    'plan',
    'Caféet avslutat. Nästa plats blir cykelverkstaden, som öppnar efter ombyggnaden.',
  )
  writeNote(
    told,
    unit,
    'samir',
    day(95),
    'notes',
    'Första samtalet efter sommaren. {Hon} hade väntat och undrat. Jag bad om ursäkt för att ingen hörde av sig medan jag var borta, och vi bestämde att Elin alltid är reserv.',
  )
  writeNote(
    told,
    unit,
    'samir',
    day(60),
    'health',
    'Fysioterapeuten har provat ut en arbetsställning vid bänken. Sover fem timmar mot tre i våras.',
  )
  writeNote(
    told,
    unit,
    'elin',
    day(33),
    'attendance',
    'Full närvaro i månaden, för första gången. Handledaren låter {henne} öppna verkstaden på torsdagar.',
  )
  writeNote(
    told,
    unit,
    'samir',
    day(10),
    'plan',
    'Inför flerpartsmötet: vill gå från sexton till tjugo timmar. Läkarintyget behövs först.',
  )

  addStep(told, unit, 'samir', day(300), {
    what: 'Boka tolk till hela Mitt val',
    who: 'samir',
    due: day(298),
    done: day(299),
  })
  addStep(told, unit, 'samir', day(262), {
    what: 'Kalla till flerpartsmöte',
    who: 'samir',
    due: day(246),
    done: day(250),
  })
  addStep(told, unit, 'elin', day(120), {
    what: 'Visa verkstaden före start',
    who: 'elin',
    due: day(97),
    done: day(93),
  })
  addStep(told, unit, 'samir', day(38), {
    what: 'Skriva in sig på Arbetsförmedlingen med Yusuf',
    who: null,
    due: day(36),
    done: day(38),
  })
  addStep(told, unit, 'samir', day(24), {
    what: 'Läkarintyg till Försäkringskassan',
    who: 'maja',
    due: weekday(today - 6),
  })
  addStep(told, unit, 'samir', day(10), { what: 'Flerpartsmöte hos teamet', who: 'samir', due: weekday(today + 8) })
  addStep(told, unit, 'elin', day(10), {
    what: 'Öppna verkstaden själv en torsdag',
    who: null,
    due: weekday(today + 3),
  })
  people.at(today)
  return told
}

function child({ c }: Told, on: DayNumber, label: string, birthYear: number) {
  return c.add('householdMember', on, 'norrby', { kind: 'child', label, birthYear, fromOn: calendarDay(on) })
}
