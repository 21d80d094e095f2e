import type { SheetColumn } from './sheet-column.ts'

/** What people call these columns, in the plain form of `plain()`, parted by `|`. Swedish first, then English. */
export const HEADING_SYNONYMS: Record<SheetColumn, string> = {
  kind: 'sort | typ | typ av post | typ av insats | slag | art | insats aktivitet utforare | kind | type',
  name: `namn | namn pa insats | insatsens namn | insats | insatser | insatsnamn | aktivitet | aktiviteter | verksamhet |
    verksamhetens namn | benamning | rubrik | titel | program | projekt | metod namn | stod | service | name | title | activity`,
  otherNames: 'andra namn | alternativa namn | kallas aven | tidigare namn | other names | also known as',
  authority: `huvudman | huvudmannen | huvudaktor | myndighet | organisation | ansvarig huvudman | agare | part | parter |
    forvaltning | authority | owner | ansvarig organisation | ansvarig myndighet`,
  unit: 'enhet | avdelning | enheten | team | mottagning | unit | department',
  provider: `utforare | utforarens namn | aktor | anordnare | leverantor | utfors av | vem utfor | drivs av | arrangor | provider |
    organised by | ansvarig utforare`,
  sector: 'utforarens slag | sektor | organisationsform | slags utforare | sector',
  status: 'lage | status | aktuell | pagar | aktuellt lage | state',
  public: 'visas for alla | offentlig | publik | far visas | visa utat | extern | public',
  targetGroups: `malgrupp | malgrupper | for vem | vem riktar sig insatsen till | riktar sig till | deltagare | grupp | vilka |
    malgruppen | target group | target groups | for whom`,
  ages: `alder | aldrar | aldersgrupp | aldersgrupper | aldersspann | aldersintervall | alder pa deltagare | ar | age | ages | age group | alder ar`,
  ageFrom:
    'alder fran | fran alder | min alder | minalder | lagsta alder | nedre alder | alder fr o m | minimum age | age from',
  ageTo:
    'alder till | till alder | max alder | maxalder | hogsta alder | ovre alder | alder t o m | maximum age | age to',
  needLevels: `stodbehov | behov av stod | behovsniva | niva | niva av stod | stodniva | omfattning av behov | behov | need level | level of need`,
  workDistances: `avstand till arbete | avstand till arbetsmarknaden | narhet till arbete | steg | stegforflyttning | distance to work`,
  method: `metod | arbetssatt | innehall | upplagg | metoder | hur | metod och innehall | method | content`,
  capacity: `platser totalt | antal platser | platser | kapacitet | totalt antal platser | max antal | maxantal | capacity | places`,
  capacityOn: 'platser dag | platser datum | platser per den | kapacitet datum',
  freePlaces: 'lediga platser | lediga | antal lediga platser | free places | vacancies',
  freePlacesOn: 'lediga platser dag | lediga platser datum | lediga datum',
  queued: 'i ko | antal i ko | ko | kolangd | antal i kon | queue | queued',
  queuedOn: 'i ko dag | ko datum | i ko datum',
  waitingDays: 'vantetid | vantetid dagar | vantetid i dagar | kotid | ko i dagar | waiting time | waiting days',
  waitingDaysOn: 'vantetid dag | vantetid datum',
  duration: `tid i insatsen | tid i insats | langd | insatsens langd | varaktighet | omfattning i tid | hur lange | tidslangd | tidsperiod | duration | length | tid`,
  conditions: `villkor | krav | forutsattningar | intagningskriterier | kriterier | villkor for att delta | forkunskaper | conditions | requirements | criteria`,
  languages: 'sprak | talade sprak | sprakkunskaper | sprak som talas | languages | language',
  places: 'plats | adress | lokal | var | besoksadress | lokaler | place | address | location | venue',
  area: 'ort | kommun | stad | tatort | stadsdel | omrade | geografiskt omrade | upptagningsomrade | town | area | municipality',
  openings:
    'oppet | oppettider | tider | oppettid | dagar och tider | nar | tidpunkt | opening hours | hours | schedule',
  contactName: `kontakt | kontaktperson | kontaktpersoner | kontaktuppgifter | kontakt namn | kontaktfunktion | kontaktinformation | ansvarig | contact | contact person`,
  contactEmail:
    'e post | epost | mejl | mejladress | mail | e postadress | kontakt e post | kontakt mejl | e mail | email',
  contactPhone: 'telefon | telefonnummer | tel | tfn | mobil | kontakt telefon | phone | telephone',
  website: 'webb | webbplats | webbsida | hemsida | lank | lankar | url | website | web | web page | link',
  waysIn: 'vagar in | vag in | hur kommer man in | ingang | remissvag | ways in | way in',
  howToRefer: `sa remitterar du | hur remitterar man | remiss | remissforfarande | anmalan | ansokan | hur ansoker man | intag | how to refer | referral | application`,
  receiverNeeds:
    'det har behover vi veta | underlag | underlag vid remiss | vad ska remissen innehalla | handlingar | what the receiver needs',
  intakeUnit: 'tar emot remisser | mottagande enhet | remissmottagare | receiving unit',
  onward:
    'gar ofta vidare till | vidare till | nasta steg | vag vidare | vagar vidare | slussas till | onward to | next step',
  parallel:
    'kan paga samtidigt med | parallellt med | kan kombineras med | samtidigt med | in parallel with | combined with',
  parallelNote: 'om att paga samtidigt | parallellt | parallella insatser | kombination | in parallel',
  costKr: 'kostnad | kostnad kr | avgift | pris | deltagaravgift | cost | fee | price',
  costNote: 'om kostnaden | kostnad kommentar | finansiering | cost note',
  aboutSv: `beskrivning | om insatsen | kort beskrivning | syfte | syfte och mal | mal | information | om | vad ar det | sammanfattning | description | about | purpose`,
  aboutEasy: 'beskrivning lattlast | lattlast | latt svenska | beskrivning pa latt svenska | easy swedish',
  aboutEn: 'beskrivning engelska | engelska | beskrivning pa engelska | description in english | english',
  aboutAr: 'beskrivning arabiska | arabiska | beskrivning pa arabiska | description in arabic | arabic',
  searchWords: 'sokord | nyckelord | taggar | search words | keywords | tags',
  externalRef:
    'egen beteckning | er beteckning | referens | diarienummer | id | idnr | id nr | nummer | reference | external id | extern referens',
  entryId: 'kartans nummer | kartans id | post id | entry id',
}

/** Said of a column of something else too: these must be the whole heading. */
export const ONLY_WHOLE: ReadonlySet<string> = new Set(
  'ar|tid|om|var|nar|hur|id|steg|grupp|del|mal|part|ort|niva|behov|namn|typ|sort|lage|stod|metod|platser|tider|sprak|kontakt|remiss|plats|information|name|type|contact|ansvarig|ko'.split(
    '|',
  ),
)
