/** Reasons are put together: how it has been, what is hard now, what would help. */
export const situations = [
  'Har varit utan arbete sedan restaurangen där {hon} arbetade stängde för två år sedan.',
  'Har varit sjukskriven i perioder de senaste fyra åren efter en utmattning.',
  'Har aldrig haft ett arbete i Sverige men tolv års erfarenhet av handel från tidigare.',
  'Gick ut gymnasiet utan fullständiga betyg och har sedan dess haft korta vikariat.',
  'Kom tillbaka till kommunen i fjol efter en lång tid som anhörigvårdare.',
  'Har haft ryggbesvär sedan ett fall i arbetet och har fått avslag på fortsatt sjukpenning.',
  'Har försörjningsstöd sedan tre år. Två praktikplatser har avbrutits.',
  'Har nyligen avslutat en behandling och vill tillbaka till vanliga dagar.',
  'Är färdig med etableringsprogrammet och har studerat svenska till kurs C.',
  'Har levt mycket för sig själv sedan skolan och är ovan vid nya människor.',
  'Har arbetat natt i vården i femton år och klarar inte längre de tiderna.',
  'Är ensam med barnen efter en separation och har flyttat två gånger det senaste året.',
  'Fick en adhd-diagnos i våras och har först nu fått ord för det som varit svårt.',
  'Har bott i familjehem och står nu på egna ben för första gången.',
  'Har arbetsförmåga på deltid enligt läkare men har ingen arbetsgivare att gå tillbaka till.',
]
export const difficulties = [
  'Sömnen är dålig och dagarna flyter ihop.',
  'Det är svårt att komma i väg på morgonen när ingen väntar på {henne}.',
  'Oron för pengarna tar mycket kraft.',
  'Vi är flera som träffar {henne}, men ingen av oss har hela bilden.',
  '{Hon} har fått olika besked från oss, vården och Arbetsförmedlingen.',
  '{Hon} tvivlar på att någon vill anställa {henne}.',
  'Värken kommer och går, och {hon} vågar inte lova för mycket.',
  'Språket räcker i vardagen men inte i samtal om hälsa.',
  'Stora grupper är svåra, men enskilda samtal går bra.',
  'Två gånger har {hon} fått byta handläggare mitt i en planering.',
]
export const needs = [
  'Behöver någon som håller ihop planen och går i {hennes} takt.',
  'Vill pröva i liten skala, några timmar i veckan, och öka efter hand.',
  'Skulle ha nytta av en plats där det märks att {hon} kommer.',
  'Behöver reda ut hälsan och arbetet samtidigt, inte det ena efter det andra.',
  'Vi bedömer att teamet kan samla det stöd som i dag ligger på fyra ställen.',
  'Önskar studiebesök först, gärna tillsammans med mig.',
]
export const triedBefore = [
  'Praktik i livsmedelsbutik, avbröts efter fem veckor på grund av värk.',
  'Jobbsökarkurs våren för två år sedan. Den gav struktur men inget arbete.',
  'Kontakt med vårdcentralen och tio samtal hos kurator.',
  'Arbetsträning på 50 procent. Det blev för mycket för fort.',
  'Svenska för invandrare och språkpraktik på ett äldreboende, som fungerade bra.',
  'Komvux på distans. Det var svårt att hålla i ensam.',
  'Inget tidigare stöd utöver ekonomiskt bistånd.',
  'Flera korta insatser hos olika handläggare. Kartläggningen har gjorts om tre gånger.',
  'Stödperson genom socialtjänsten, avslutades när den anställda slutade.',
]
export const declineReasons: Record<string, string> = {
  no_places: 'Teamet har inga platser det närmaste halvåret. Vi har pratat om vad som kan göras under tiden.',
  other_fits_better:
    'Behovet är i första hand vård. När kontakten med psykiatrin är på plats är ni välkomna med en ny remiss.',
  person_declined: 'Vid studiebesöket sade personen att det inte passar just nu. Dörren står öppen.',
  other: 'Personen är på väg in i en annan insats med start inom en månad.',
}
export const redirects = [
  { to: 'Kommunens arbetsmarknadsenhet', reason: 'Behöver i första hand en praktikplats och är redo för den nu.' },
  {
    to: 'Vägledningscentrum vid Komvux',
    reason: 'Vill studera till undersköterska. Vägledare tar emot redan nästa vecka.',
  },
  {
    to: 'Vårdcentralen, rehabkoordinator',
    reason: 'Har en anställning. Rehabkoordinatorn och arbetsgivaren är rätt väg.',
  },
]
export const withdrawnReasons = [
  'Personen har fått ett vikariat och vill avvakta.',
  'Personen flyttar till en annan kommun.',
  'Personen har ändrat sig och vill fortsätta med mig ett tag till.',
]
export const queueReasons = [
  'Har ett barn som börjar förskolan; går före enligt överenskommelse med förvaltningen.',
  'Läkaren vill att stödet kommer i gång före sommaren.',
]
