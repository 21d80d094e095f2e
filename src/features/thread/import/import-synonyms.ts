import type { PersonTarget, TrackField } from './import-target.ts'

/** Phrases parted by `|`; `-` stands for nothing at all. */
const phrases = (text: string): string[] =>
  text.split('|').map((phrase) => phrase.trim().replace(/^-$/, '').replace(/\s+/g, ' '))

/** What people call these columns, in the plain form of `plain()`. Swedish first, then English. */
export const SYNONYMS: Record<PersonTarget, readonly string[]> = {
  name: phrases(`
    namn | deltagare | deltagarens namn | deltagarnamn | klient | klientnamn | person | fullstandigt namn | for och
    efternamn | efternamn fornamn | fornamn efternamn | name | full name | participant | client`),
  givenName: phrases(`
    fornamn | tilltalsnamn | given name | first name | forename`),
  familyName: phrases(`
    efternamn | familjenamn | family name | last name | surname`),
  number: phrases(`
    personnummer | personnr | pnr | persnr | pers nr | person nr | person nummer | samordningsnummer | samordningsnr
    | personnummer samordningsnummer | personal number | personal identity number | social security number | ssn`),
  phone: phrases(`
    telefon | telefonnummer | telefonnr | tel | tfn | tel nr | telnr | mobil | mobilnummer | mobilnr | mobiltelefon
    | phone | phone number | telephone | mobile | cell phone`),
  email: phrases(`
    e post | epost | e postadress | epostadress | mejl | mejladress | mail | mailadress | e mail | email | email
    address | e mail address`),
  language: phrases(`
    sprak | modersmal | hemsprak | forstasprak | talat sprak | language | mother tongue | first language | native
    language | spoken language`),
  interpreter: phrases(`
    tolk | tolkbehov | behov av tolk | behover tolk | tolk ja nej | interpreter | needs interpreter | interpreter
    needed`),
  protection: phrases(`
    skyddad identitet | skyddade uppgifter | skyddade personuppgifter | skyddad | sekretessmarkering | sekretess |
    skyddad folkbokforing | protected identity | protected`),
  externalId: phrases(`
    arendenummer | arendenr | arende id | arende | diarienummer | diarienr | dnr | lopnummer | lopnr | aktnummer |
    akt | deltagarnummer | deltagar id | id | id nr | case number | case no | case id | external id | reference
    number | participant id`),
  state: phrases(`
    status | lage | laget | aktuell status | aktuellt lage | arendestatus | state | case status`),
  referralOn: phrases(`
    remissdatum | remiss | datum for remiss | datum remiss | remiss datum | remiss inkom | remiss inkommen |
    remitterad | inkom | inkommen | inkom datum | inkomstdatum | ansokan inkom | ansokningsdatum | ansokan |
    aktualiserad | aktualiserad datum | anmald | anmalningsdatum | ankomstdatum | referral date | date of referral |
    referral | referred | referred on | date referred | referral received`),
  referredBy: phrases(`
    remittent | remitterande | remitterande myndighet | remitterande enhet | remitterad av | remitterad fran |
    remiss fran | inremitterande | inremitterad av | aktualiserad av | anmald av | fran myndighet | myndighet |
    huvudman | referring authority | referring unit | referrer | referred by | referred from | authority`),
  intakeOn: phrases(`
    inskrivningsdatum | inskriven | inskrivning | inskriven datum | inskriven fran | inskrivningsdag | datum for
    inskrivning | intagen | intagningsdatum | start i teamet | start i team | borjade i teamet | intake | intake
    date | date of intake | admitted | admission date | enrolled | enrolled on | enrolment date | enrollment date`),
  dischargedOn: phrases(`
    avslutsdatum | avslutningsdatum | avslut | avslutad | avslutad datum | datum for avslut | utskriven |
    utskrivning | utskrivningsdatum | slut i teamet | utskriven datum | discharge date | discharged | discharged on
    | date of discharge | closed | closed on | closing date | exit date`),
  destination: phrases(`
    avslutsorsak | avslutsanledning | avslutad till | avslutad mot | avslut till | avslut orsak | orsak till avslut
    | anledning till avslut | resultat | resultat vid avslut | utfall | destination | discharge destination | reason
    for discharge | exit to | outcome | exit destination`),
  contact: phrases(`
    kontakt | kontaktperson | handlaggare | ansvarig | ansvarig handlaggare | ansvarig i teamet | coach | konsulent
    | arbetskonsulent | socialkonsulent | arbetscoach | teammedlem | contact | contact person | responsible | case
    worker | caseworker | case manager | key worker`),
  contactSince: phrases(`
    kontakt sedan | kontakt fran | kontaktperson sedan | kontaktperson fran | handlaggare sedan | handlaggare fran |
    ansvarig sedan | ansvarig fran | contact since | contact from`),
  ownWords: phrases(`
    egna ord | personens egna ord | egen malsattning | eget mal | egna mal | personens mal | personens onskemal |
    deltagarens egna ord | deltagarens mal | vad vill personen | onskemal | own words | own goal | own goals | in
    own words | wishes`),
}

/** Too general to be recognised inside a longer heading ("person med tolk", "id-kort"). */
export const ONLY_ALONE: ReadonlySet<string> = new Set(
  phrases(`
  person | deltagare | klient | client | participant | id | akt | arende | inkom | inkommen | skyddad | protected
  | closed | authority | myndighet | huvudman | avslut | avslutad | remiss | referral | resultat | outcome | namn
  | name | ansvarig | responsible | mail | ansokan | status`),
)

/** Words that make a heading one about a track. */
export const TRACK_WORDS: readonly string[] = phrases(`
  spar | sparet | insats | insatsen | insatser | aktivitet | aktiviteter | aktiviteten | atgard | praktik |
  arbetstraning | placering | track | tracks | intervention | activity | placement`)

export const TRACK_SYNONYMS: Record<TrackField, readonly string[]> = {
  name: phrases(`
    - | namn | benamning | typ | vad | name | type`),
  hours: phrases(`
    timmar | timmar v | timmar h | timmar i veckan | timmar per vecka | timmar vecka | tim | tim v | tim vecka | tim i veckan | h | h v |
    h vecka | antal timmar | antal timmar per vecka | omfattning | omf | veckotimmar | hours | hours a week | hours
    per week | hours week | weekly hours | h week`),
  startOn: phrases(`
    start | startdatum | startar | startade | fran | fran och med | fr o m | from | fom | borjan | borjade |
    paborjad | start date | started | begins | began`),
  endOn: phrases(`
    slut | slutdatum | slutar | slutade | till | till och med | t o m | tom | avslutad | avslut | avslutsdatum |
    stopp | stoppdatum | end | end date | ended | ends | until | to`),
  place: phrases(`
    plats | arbetsplats | arbetsstalle | traningsplats | praktikplats | var | lokal | place | workplace | where |
    site`),
}
