/** What runs in the lanes: hours a week, weeks it usually takes, where, and who leads it. */
export type TrackKind = {
  name: string
  lane: 'municipality' | 'team' | 'region' | 'employment' | 'insurance' | 'workplace' | 'other'
  hours: readonly number[]
  weeks: readonly [number, number]
  place: string
  supervisor: string
}

const track = (
  lane: TrackKind['lane'],
  name: string,
  hours: readonly number[],
  weeks: readonly [number, number],
  place: string,
  supervisor: string,
): TrackKind => ({ name, lane, hours, weeks, place, supervisor })

export const myChoice = track('team', 'Mitt val', [6], [6, 8], 'Teamets lokal, Kvarngatan 3', 'Teamet')
export const talks = track('team', 'Samtal', [1, 1.5], [12, 40], 'Teamets lokal, Kvarngatan 3', 'Teamet')
export const support = track('municipality', 'Ekonomiskt bistånd', [0], [26, 90], 'Försörjningsstöd', '')

export const early: readonly TrackKind[] = [
  track('team', 'Hälsogrupp', [4, 3], [10, 16], 'Simhallen, grupprummet', 'Teamet'),
  track('team', 'Vardagsrutiner', [2], [8, 14], 'Kvarngatan 3', 'Teamet'),
  track('team', 'Promenadgrupp', [2], [8, 20], 'Kvarnparken', 'Teamet'),
  track('team', 'Språkcafé', [2, 4], [10, 30], 'Biblioteket', 'Bibliotekarie och volontärer'),
  track('municipality', 'Budget- och skuldrådgivning', [1], [6, 16], 'Stadshuset', 'Budgetrådgivare'),
  track('municipality', 'Boendestöd', [3, 2], [16, 50], 'I hemmet', 'Boendestödjare'),
  track('municipality', 'Föräldragrupp', [2], [8, 12], 'Familjecentralen', 'Familjestödjare'),
  track('region', 'Kurator', [1], [12, 40], 'Vuxenpsykiatrin', 'Kurator'),
  track('region', 'Fysioterapi', [1, 2], [8, 18], 'Vårdcentralen', 'Fysioterapeut'),
  track('region', 'Smärtskola', [2], [6, 10], 'Rehabmottagningen', 'Arbetsterapeut'),
  track('region', 'Samtalsbehandling', [1], [12, 30], 'Vuxenpsykiatrin', 'Psykolog'),
  track('insurance', 'Sjukpenning', [0], [20, 60], 'Försäkringskassan', ''),
  track('insurance', 'Aktivitetsersättning', [0], [30, 60], 'Försäkringskassan', ''),
]
export const late: readonly TrackKind[] = [
  track('workplace', 'Cykelverkstaden', [8, 12, 16], [10, 30], 'Cykelverkstaden, Smedjan', 'Handledare'),
  track('workplace', 'Caféet', [6, 9, 12], [8, 24], 'Café Tråden', 'Handledare'),
  track('workplace', 'Återbruket', [8, 12, 20], [10, 30], 'Återbruket, Industrivägen', 'Arbetsledare'),
  track('workplace', 'Utegruppen', [9, 12], [8, 26], 'Friluftsgården', 'Arbetsledare'),
  track('workplace', 'Snickeriet', [8, 12], [8, 24], 'Smedjan', 'Handledare'),
  track('workplace', 'Växthuset', [6, 10], [8, 26], 'Handelsträdgården', 'Trädgårdsmästare'),
  track('workplace', 'Praktik i skolkök', [15, 20], [8, 16], 'Kvarnskolan', 'Köksmästare'),
  track('workplace', 'Praktik på biblioteket', [10, 15], [8, 16], 'Biblioteket', 'Bibliotekarie'),
  track('workplace', 'Praktik på Solgläntan', [15, 20, 25], [10, 20], 'Äldreboendet Solgläntan', 'Enhetschef'),
  track('workplace', 'Butikspraktik', [12, 20], [8, 14], 'Lanthandeln', 'Butikschef'),
  track('employment', 'Inskriven', [0], [16, 60], 'Arbetsförmedlingen', ''),
  track('employment', 'Stöd till arbete', [2, 3], [12, 26], 'Arbetsförmedlingen', 'Arbetsförmedlare'),
  track('employment', 'Utbildning till truckförare', [25], [4, 8], 'Utbildningscentrum', 'Lärare'),
  track('other', 'Svenska för invandrare', [15], [16, 40], 'Komvux', 'Lärare'),
  track('other', 'Komvux, svenska och matematik', [10, 20], [16, 40], 'Komvux', 'Lärare'),
]

export const outcomeNotes = [
  'Vill gärna komma tillbaka och hälsa på.',
  'Gick över i nästa spår samma vecka.',
  'Har fått ett skriftligt omdöme.',
  'Tider och tempo fungerade bättre än väntat.',
  'Pausades av hälsoskäl och avslutades i samråd.',
  '',
  '',
]
export const pauseReasons = [
  'Sjuk i influensa',
  'Sommarstängt',
  'Barnets inskolning',
  'Inlagd på sjukhus',
  'Resa till en anhörig',
]
