import type { Category } from '../../src/features/thread/event.ts'

/** Notes by category. {kontakt}: first name of the contact. Named people do things; never nobody. */
export const notes: Record<Exclude<Category, 'identity' | 'held' | 'referral'>, readonly string[]> = {
  plan: [
    'Vi gick igenom planen. Nästa tre månader: hälsan först, två förmiddagar i veckan på en plats, sedan ny avstämning.',
    '{Hon} vill öka från åtta till tolv timmar. Handledaren säger ja från nästa måndag. Jag ändrar i planen.',
    'Flerpartsmöte med Arbetsförmedlingen och vården. Alla tre har nu samma bild. {kontakt} skriver ihop vem som gör vad.',
    'Målet står fast: halvtid före sommaren. {Hon} valde själv ordningen på delmålen.',
    'Vi backade ett steg. Timmarna sänks till sex i fyra veckor och ökas när sömnen är bättre.',
    '{Hon} har varit på studiebesök och vill börja. Handledaren möter {henne} vid dörren första dagen.',
    'Försäkringskassan förklarade vad arbetsträning betyder för ersättningen. {Hon} fick det skriftligt på enkel svenska.',
    'Vi ritade de närmaste veckorna på ett papper som {hon} tog med hem.',
  ],
  attendance: [
    'Var med fyra av fyra gånger. Kom först av alla i torsdags.',
    'Var med tre av fem gånger. Hörde av sig i förväg båda gångerna.',
    'Två veckor utan att komma. Jag ringde, och vi möttes på halva vägen med en promenad.',
    'Kom sent första veckan på grund av bussen. Vi flyttade starten till klockan nio.',
    'Full närvaro i månaden, för första gången.',
  ],
  assessment: [
    'Kartläggning del 1: bostad, ekonomi och nätverk. {Hon} skattar tron på sig själv till 3 av 10 och vill till 6.',
    'Kartläggning del 2: styrkor. Tålamod, noggrannhet, god hand med kunder. Hinder: värk och sömn.',
    'Gemensam bedömning: arbetskonsulenten tar ledningen, samtalen fortsätter vid sidan om.',
    'Vi jämförde {hennes} skattning med vår. Vi såg mer av orken än {hon} själv, men hade missat värken.',
    '{Hon} läser bra men skriver långsamt. Muntliga instruktioner och bilder fungerar.',
    'Tre veckor på plats visar att {hon} klarar tempot två timmar i taget, med paus emellan.',
  ],
  health: [
    'Nytt läkarintyg på 50 procent i tre månader. Läkaren stöder gradvis ökning.',
    'Medicinen är ändrad och {hon} är trött på förmiddagarna just nu. Vi lägger passen efter lunch.',
    'Sover fem timmar per natt mot tre i våras. Övningarna från fysioterapeuten gör nytta.',
    'Svår vecka. {Hon} har kontakt med vården och vet vart {hon} kan ringa på kvällen.',
    'Fysioterapeuten har gått igenom lyft och arbetsställning med handledaren på plats.',
    'Har fått remiss till sömnskola. Väntetiden är sex veckor.',
  ],
  economy: [
    'Bistånd beviljat för månaden. Vi räknade på vad åtta timmars lön skulle betyda.',
    'Hyresskuld på en månad. Budgetrådgivaren hjälper till med en avbetalningsplan.',
    'Ansökan om bostadsbidrag gjord tillsammans vid datorn.',
    'Skillnaden mellan sjukpenning och bistånd förklarad med siffror på papper.',
  ],
  notes: [
    'Första samtalet. {Hon} berättade om åren i köket och om varför det tog slut. Vi bestämde två träffar till innan vi planerar något.',
    'Samtal på promenad. Lättare att prata så, säger {hon}.',
    '{Hon} ringde och var orolig för brevet från Försäkringskassan. Vi läste det tillsammans och {hon} kunde lägga det ifrån sig.',
    'Tolk vid hela mötet. Vi sammanfattade efter varje punkt, och {hon} rättade oss två gånger.',
    'Kort samtal. Det mesta går av sig självt just nu, och det är ett gott tecken.',
    'Vi pratade om vad som gör en bra dag: att någon säger hej, att det finns en uppgift och att det går att gå hem med ryggen rak.',
    'Hembesök med boendestödjaren. Posten är sorterad i tre högar. Den minsta är den som brådskar.',
    '{Hon} har visat sin plats för sin familj. Det var en stor dag.',
    'Ville inte ses i dag. Vi bestämde en ny tid på fredag och jag skickade ett meddelande så att det inte glöms.',
    'Vi gick igenom vad {kontakt} gör, vad Arbetsförmedlingen gör och vad {hon} själv vill hålla i.',
    'Handledaren berättar att {hon} lär upp en ny deltagare. Ingen hade bett om det.',
    'Besvikelse över avslaget. Vi gick igenom skälen i lugn och ro. {Hon} vill överklaga, och jag visade vart {hon} vänder sig.',
  ],
}

export const corrections = [
  'Rättelse: antalet timmar var sex, inte åtta.',
  'Rättelse: mötet var på vårdcentralen, inte hos teamet.',
  'Rättelse: det var {hon} själv som tog kontakt.',
]
export const objections = [
  'Jag sade inte att jag inte ville. Jag sade att jag inte kunde just då.',
  'Det står att jag var sen. Bussen var inställd.',
  'Jag vill att det ska stå att jag bad om hjälp redan i mars.',
]
export const gapReasons = [
  'Kontakten är sjukskriven och vikarie är inte utsedd',
  'Tjänsten är vakant',
  'Föräldraledighet, ersättare börjar senare',
]
export const toldHows = ['Vid ett möte, med den nya på plats', 'I telefon', 'I brev']

export const dischargeComments: Record<string, readonly string[]> = {
  work: [
    'Anställd på 50 procent från måndag, med stöd till arbetsgivaren i sex månader.',
    'Timanställning som blev ett vikariat på 75 procent.',
    'Anställning med lönestöd på heltid.',
  ],
  studies: ['Börjar Komvux i augusti. Studievägledaren är ny kontakt.', 'Antagen till yrkesutbildning.'],
  right_benefit: [
    'Beviljad sjukersättning på halvtid. Vi hjälpte till med ansökan och underlag.',
    'Aktivitetsersättning beviljad och daglig sysselsättning ordnad.',
  ],
  care: ['Behöver behandling först. Vuxenpsykiatrin tar över, och vägen tillbaka är avtalad.'],
  moved: ['Flyttar till en annan kommun. Överlämning gjord till teamet där.'],
  other: [
    'Vill pausa och klara sig med vårdcentralens stöd.',
    'Ingen kontakt på tre månader trots brev, samtal och hembesök.',
  ],
}
