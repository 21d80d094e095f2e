import { calendarDay, type DayNumber, weekday } from '../day-number.ts'
import type { Person } from '../person.ts'
import { early, late, myChoice } from '../texts/tracks.ts'
import { assign, begin, type Setting, type Told } from './beginning.ts'
import { contacts } from './contacts.ts'
import { addStep, writeNote } from './daily.ts'
import { decide, noteVisit, planVisit, queue, receive, send, takeIn } from './referral.ts'
import { runTrack } from './tracks.ts'

export const roundaboutPerson: Partial<Person> = {
  sex: 'man',
  givenName: 'Jari',
  familyName: 'Koskela',
  language: 'sv',
  interpreter: false,
  protection: 'none',
}

/** Sent on and round again: ten contacts in two and a half years, three referrals, the same course twice. */
export function roundabout(setting: Setting, person: Person): Told {
  const day = (before: number): DayNumber => weekday(setting.today - before)
  const atJobCentre = begin(setting, person, 'jobCentre', day(931))
  atJobCentre.words = 'Jag vill slippa berätta allt från början igen.'
  const { c } = atJobCentre
  const end = (row: ReturnType<typeof assign>, on: DayNumber, by: string, gapReason = ''): void => {
    c.change(row, { untilOn: calendarDay(on), gapReason })
    c.event('assignment-ended', on, by, row, gapReason ? { gap: true } : {})
  }
  const anton = { ...atJobCentre, caseworker: 'anton' }
  const first = send(anton, 'norrby', day(931), day(926))
  receive(anton, first, day(915))
  decide(anton, first, day(890), 'declined')
  end(first.contact, day(829), 'anton')
  const yusuf = assign(atJobCentre, 'jobCentre', 'yusuf', 'referrer', day(826))
  writeNote(
    atJobCentre,
    'jobCentre',
    'yusuf',
    day(820),
    'notes',
    'Tog över efter Anton. {Hon} fick ett brev om det och hade inte förstått vem jag var. Vi började om med kartläggningen.',
  )
  end(yusuf, day(765), 'yusuf')

  // The job centre sends on to income support, which begins anew.
  c.hold('support', day(764))
  const atSupport: Told = { ...atJobCentre, home: 'support', caseworker: 'karin' }
  const birgit = assign(atSupport, 'support', 'birgit', 'referrer', day(760))
  writeNote(
    atSupport,
    'support',
    'birgit',
    day(750),
    'assessment',
    'Kartläggning. {Hon} säger att det är tredje gången på ett år som någon frågar samma saker.',
  )
  end(birgit, day(702), 'birgit', 'Kontakten är sjukskriven och vikarie är inte utsedd')
  const second = send(atSupport, 'norrby', day(660), day(655))
  receive(atSupport, second, day(640))
  planVisit(atSupport, second, day(636), day(622))
  noteVisit(atSupport, second, day(622), 'no_show')
  planVisit(atSupport, second, day(618), day(604))
  noteVisit(atSupport, second, day(604), 'done')
  const intake = day(470)
  takeIn(atSupport, second, intake, queue(atSupport, second, day(600)))
  const people = contacts(atSupport, 'norrby', intake, 'ulla', [
    { on: day(330), to: 'mehmet', told: false, gap: 29 },
    { on: day(249), to: 'elin', told: true },
    { on: day(180), to: 'petra', told: false, gap: 17 },
    { on: day(119), to: 'sanna', told: false },
    { on: day(45), to: 'samir', told: true, gap: 14 },
  ])
  const named = (name: string) => [...early, ...late].find((kind) => kind.name === name)!
  const run = (
    kind: typeof myChoice,
    from: number,
    until: number | null,
    by: string,
    outcome: Parameters<typeof runTrack>[2] = 'completed',
  ) =>
    runTrack(
      atSupport,
      { kind, from: day(from), until: until === null ? null : day(until), by, unit: 'norrby' },
      outcome,
    )
  run(myChoice, 462, 420, 'ulla')
  run(named('Utegruppen'), 400, 362, 'ulla', 'interrupted')
  run(myChoice, 322, 280, 'mehmet')
  run(named('Fysioterapi'), 240, 196, 'elin')
  run(named('Återbruket'), 170, 125, 'petra', 'interrupted')
  run(named('Snickeriet'), 36, null, 'samir')
  const note = (before: number, category: Parameters<typeof writeNote>[4], text: string) =>
    writeNote(atSupport, 'norrby', people.at(day(before)), day(before), category, text)
  note(
    460,
    'notes',
    'Första samtalet. {Hon} lade fram en pärm med alla brev och sade: läs den, så slipper jag berätta.',
  )
  note(361, 'plan', 'Utegruppen avbruten när jag slutar min tjänst. Ersättare är inte utsedd.')
  note(
    320,
    'plan',
    'Började om med Mitt val eftersom anteckningarna från i fjol inte följde med. {Hon} kände igen övningarna.',
  )
  note(238, 'health', 'Knät är utrett. Inga tunga lyft, men stående arbete går bra med pauser.')
  note(
    178,
    'notes',
    'Vikarierar som kontakt. {Hon} frågade hur länge jag blir kvar. Jag svarade ärligt att jag inte vet.',
  )
  note(
    44,
    'plan',
    'Jag har läst allt före första mötet. Vi enades om att inte göra någon ny kartläggning, utan börja där {hon} är: snickeriet.',
  )
  addStep(atSupport, 'norrby', 'samir', day(44), {
    what: 'Sammanfatta det som redan är kartlagt på en sida',
    who: 'samir',
    due: day(30),
    done: day(33),
  })
  addStep(atSupport, 'norrby', 'samir', day(20), {
    what: 'Uppföljning på snickeriet med handledaren',
    who: 'samir',
    due: weekday(setting.today + 5),
  })
  return atSupport
}
