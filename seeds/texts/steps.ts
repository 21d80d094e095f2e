/** Next steps. `by`: the person, or staff of the unit; other units where they have something of their own to do. */
export type StepText = { what: string; by: 'person' | 'staff' | 'maja' | 'yusuf' | 'helena' | 'karin' }

const by = (who: StepText['by'], ...whats: string[]): StepText[] => whats.map((what) => ({ what, by: who }))

export const stepTexts: readonly StepText[] = [
  ...by(
    'person',
    'Gå på studiebesök på cykelverkstaden',
    'Prova bussresan en gång före första dagen',
    'Ta med läkarintyget till nästa möte',
    'Skriva en lista på tre saker som går bra',
    'Ringa vårdcentralen om tid hos fysioterapeut',
    'Lämna intyget till handledaren',
    'Gå på språkcaféet på tisdag',
    'Skicka in tidrapporten för månaden',
    'Visa barnens skolschema så att passen kan läggas rätt',
    'Prova att komma två gånger i veckan',
  ),
  ...by(
    'staff',
    'Boka flerpartsmöte med alla tre huvudmän',
    'Ringa handledaren om ökade timmar',
    'Följa med till första dagen på platsen',
    'Skriva sammanfattningen på lätt svenska',
    'Boka tolk till nästa möte',
    'Kontakta Komvux om studiebesök',
    'Ordna arbetsskor och arbetskläder',
    'Gå igenom planen inför uppföljningen',
    'Fråga platsen om en fast kontaktperson',
    'Göra klart kartläggningen tillsammans',
    'Höra av sig om väntetiden och vad som händer under tiden',
  ),
  ...by('maja', 'Skriva läkarintyg till Försäkringskassan', 'Boka tid för uppföljning av medicinen'),
  ...by('yusuf', 'Undersöka lönestöd för halvtid', 'Skriva in på Arbetsförmedlingen'),
  ...by('helena', 'Svara skriftligt om ersättning under arbetsträning'),
  ...by('karin', 'Besluta om bistånd för nästa period'),
]
export const droppedReasons = [
  'Behövs inte längre',
  'Ersatt av ett nytt steg efter mötet',
  'Platsen hade stängt för säsongen',
]
