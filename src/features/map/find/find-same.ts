import type { Lang } from '../../../platform/i18n/lang.ts'

/**
 * Words that say nothing about what is asked for, folded (find-word.ts).
 */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  (
    'och att det som en ett den de i pa for av med till om ar var vad jag du vi min mig hur nar kan vill behover hjalp stod ha har inte mer fa utan eller fran nagon nagot ' +
    'mitt mina din ditt dina han hon hen dom dem oss man ska skulle maste bli blir blev gor gora mycket igen hej ' +
    'the a an of and to in for with my me i you how need want help support is are or not from more some about have has am be do no can get where who ' +
    'في من علي الي عن مع او انا هل كيف اريد احتاج مساعده ما هو هي ان عندي لدي لا ليس'
  ).split(' '),
)

/**
 * Words for the same thing, across the languages of the pages and across how people and authorities say it. Only what is the
 * same for somebody who looks for it; likeness of spelling is the database's work.
 */
export const SAME: readonly Readonly<Record<Lang, readonly string[]>>[] = [
  {
    sv: ['praktik', 'praktikplats', 'arbetsträning', 'arbetsprövning'],
    en: ['internship', 'work training', 'traineeship'],
    ar: ['تدريب', 'تدريب عملي'],
  },
  {
    sv: ['jobb', 'arbete', 'arbeta', 'arbetslös', 'arbetslöshet'],
    en: ['job', 'work', 'employment', 'unemployed'],
    ar: ['عمل', 'شغل', 'وظيفة', 'عاطل', 'بطالة'],
  },
  {
    sv: ['sfi', 'svenska för invandrare'],
    en: ['swedish for immigrants'],
    ar: ['السويدية للمهاجرين', 'سفي'],
  },
  {
    sv: ['svenska', 'språk'],
    en: ['swedish', 'language'],
    ar: ['اللغة السويدية', 'لغة', 'سويدي', 'السويدية'],
  },
  {
    sv: ['studier', 'utbildning', 'skola', 'plugga', 'komvux', 'folkhögskola'],
    en: ['studies', 'education', 'school'],
    ar: ['دراسة', 'تعليم', 'مدرسة'],
  },
  {
    sv: [
      'psykisk',
      'psykisk ohälsa',
      'ångest',
      'depression',
      'deprimerad',
      'nedstämd',
      'mår dåligt',
      'oro',
      'orolig',
      'rädd',
      'stress',
      'utbränd',
      'utmattad',
      'utmattning',
      'självmord',
      'självskada',
    ],
    en: ['mental', 'anxiety', 'depressed', 'suicide', 'mental health'],
    ar: ['نفسي', 'انتحار', 'قلق', 'اكتئاب', 'الصحة النفسية'],
  },
  {
    sv: ['psykolog', 'samtalsstöd', 'samtal', 'kurator', 'terapi'],
    en: ['counselling', 'therapy', 'psychologist'],
    ar: ['استشارة', 'علاج نفسي', 'طبيب نفسي'],
  },
  {
    sv: ['pengar', 'ekonomi', 'försörjningsstöd', 'socialbidrag'],
    en: ['money', 'income support'],
    ar: ['نقود', 'مال', 'مساعدة مالية'],
  },
  {
    sv: ['skuld', 'skulder', 'budget', 'budgetrådgivning', 'skuldrådgivning'],
    en: ['debt', 'debts'],
    ar: ['ديون', 'دين'],
  },
  {
    sv: ['beroende', 'missbruk', 'alkohol', 'droger', 'spelberoende', 'spelmissbruk'],
    en: ['addiction', 'alcohol', 'drugs', 'gambling'],
    ar: ['إدمان', 'كحول', 'مخدرات'],
  },
  {
    sv: ['bostad', 'boende', 'lägenhet', 'hemlös', 'hyra', 'vräkt', 'vräkning'],
    en: ['housing', 'home', 'homeless'],
    ar: ['سكن', 'بيت', 'شقة'],
  },
  {
    sv: [
      'våld',
      'hot',
      'hotad',
      'kvinnojour',
      'misshandel',
      'misshandlad',
      'slår mig',
      'slår',
      'slagen',
      'slå mig',
      'rädd',
      'hedersförtryck',
    ],
    en: ['violence', 'abuse', 'hits me'],
    ar: ['عنف', 'تهديد', 'يضربني', 'ضرب'],
  },
  {
    sv: ['sjuk', 'sjukskriven', 'sjukskrivning', 'sjukpenning', 'rehabilitering', 'rehab'],
    en: ['sick leave', 'rehabilitation'],
    ar: ['مريض', 'إجازة مرضية', 'تأهيل'],
  },
  {
    sv: ['smärta', 'ont', 'värk'],
    en: ['pain'],
    ar: ['ألم', 'وجع'],
  },
  {
    sv: ['adhd', 'autism', 'asperger', 'npf', 'neuropsykiatrisk'],
    en: [],
    ar: [],
  },
  {
    sv: ['träning', 'motion', 'gym', 'rörelse', 'hälsa', 'friskvård'],
    en: ['exercise', 'health'],
    ar: ['رياضة', 'صحة'],
  },
  {
    sv: ['ung', 'unga', 'ungdom', 'ungdomar'],
    en: ['youth', 'young'],
    ar: ['شباب', 'شاب'],
  },
  {
    sv: ['barn', 'förälder', 'föräldrar', 'familj', 'skilsmässa', 'skild'],
    en: ['children', 'parents', 'family'],
    ar: ['أطفال', 'والدين', 'عائلة', 'أسرة'],
  },
  {
    sv: ['ensam', 'ensamhet', 'vänner', 'gemenskap', 'mötesplats', 'träffpunkt'],
    en: ['lonely', 'alone', 'friends', 'meeting place'],
    ar: ['وحدة', 'وحيد', 'أصدقاء', 'ملتقى'],
  },
  {
    sv: ['flykting', 'nyanländ', 'invandrare', 'etablering', 'integration'],
    en: ['refugee', 'immigrant', 'newcomer'],
    ar: ['لاجئ', 'مهاجر', 'قادم جديد'],
  },
  {
    sv: ['tolk', 'tolkning'],
    en: ['interpreter'],
    ar: ['مترجم', 'ترجمة'],
  },
  {
    sv: ['företag', 'starta eget', 'eget företag'],
    en: ['business', 'start a business'],
    ar: ['شركة', 'مشروع'],
  },
  {
    sv: ['cv', 'ansökan', 'söka jobb', 'jobbsökning'],
    en: ['job search'],
    ar: ['السيرة الذاتية', 'البحث عن عمل'],
  },
  {
    sv: ['gravid', 'barnmorska', 'abort', 'preventivmedel', 'ungdomsmottagning'],
    en: ['pregnant', 'midwife'],
    ar: ['حامل', 'قابلة'],
  },
  {
    sv: ['läkare', 'vårdcentral', 'sjukvård'],
    en: ['doctor', 'health care'],
    ar: ['طبيب', 'مركز صحي'],
  },
  {
    sv: ['funktionsnedsättning', 'funktionshinder', 'funktionshindrad', 'handikapp', 'lss'],
    en: ['disability'],
    ar: ['إعاقة'],
  },
  {
    sv: ['anhörig', 'anhöriga'],
    en: ['relative', 'carer'],
    ar: ['أقارب'],
  },
  {
    sv: ['bil', 'körkort'],
    en: ['driving licence'],
    ar: ['رخصة قيادة'],
  },
  {
    sv: ['mat', 'matlagning', 'kök', 'laga mat'],
    en: ['cooking', 'food'],
    ar: ['طبخ', 'طعام'],
  },
  {
    sv: ['data', 'dator', 'digital'],
    en: ['computer'],
    ar: ['حاسوب', 'كمبيوتر'],
  },
]
