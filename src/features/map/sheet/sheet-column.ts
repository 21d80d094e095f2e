/** The columns of the map's spreadsheet, in the order of the template. */
export const SHEET_COLUMNS = [
  'kind',
  'name',
  'otherNames',
  'authority',
  'unit',
  'provider',
  'sector',
  'status',
  'public',
  'targetGroups',
  'ages',
  'needLevels',
  'workDistances',
  'method',
  'capacity',
  'capacityOn',
  'freePlaces',
  'freePlacesOn',
  'queued',
  'queuedOn',
  'waitingDays',
  'waitingDaysOn',
  'duration',
  'conditions',
  'languages',
  'places',
  'area',
  'openings',
  'contactName',
  'contactEmail',
  'contactPhone',
  'website',
  'waysIn',
  'howToRefer',
  'receiverNeeds',
  'intakeUnit',
  'onward',
  'parallel',
  'parallelNote',
  'costKr',
  'costNote',
  'aboutSv',
  'aboutEasy',
  'aboutEn',
  'aboutAr',
  'searchWords',
  'externalRef',
  'entryId',
] as const
/** Columns that other people's sheets have, and the template has not. */
export const OTHER_COLUMNS = ['ageFrom', 'ageTo'] as const

export type SheetColumn = (typeof SHEET_COLUMNS)[number] | (typeof OTHER_COLUMNS)[number]
export const ALL_COLUMNS: readonly SheetColumn[] = [...SHEET_COLUMNS, ...OTHER_COLUMNS]

/**
 * `keep`: its text is kept beside the entry, under its heading. `skip`: left out by choice. `ageMark`: its heading is an age, and a mark says
 * that the entry takes it; there may be many.
 */
const OTHER_CHOICES = ['keep', 'skip', 'ageMark'] as const
export type ColumnChoice = SheetColumn | (typeof OTHER_CHOICES)[number]

/** Does the column say something that is read by itself? */
export const isReadAlone = (choice: ColumnChoice): choice is SheetColumn =>
  !OTHER_CHOICES.some((other) => other === choice)

export const isColumnChoice = (text: string): text is ColumnChoice =>
  OTHER_CHOICES.some((one) => one === text) || ALL_COLUMNS.some((one) => one === text)

/** Columns that are no field of their own: a figure's day goes with the figure, a place's area with the place. */
const BESIDE = [
  'capacityOn',
  'freePlacesOn',
  'queuedOn',
  'waitingDaysOn',
  'area',
  'entryId',
] as const satisfies readonly SheetColumn[]
type OwnField = Exclude<(typeof SHEET_COLUMNS)[number], (typeof BESIDE)[number]>
const isOwnField = (column: (typeof SHEET_COLUMNS)[number]): column is OwnField =>
  !BESIDE.some((beside) => beside === column)

/** What is compared and chosen as one: a figure and its day are one field; `unread` is what is kept as text. */
export type SheetField = OwnField | 'unread'
export const SHEET_FIELDS: readonly SheetField[] = [...SHEET_COLUMNS.filter(isOwnField), 'unread']

const PARTS: Partial<Record<SheetColumn, SheetField | null>> = {
  capacityOn: 'capacity',
  freePlacesOn: 'freePlaces',
  queuedOn: 'queued',
  waitingDaysOn: 'waitingDays',
  ageFrom: 'ages',
  ageTo: 'ages',
  // Says where a new place is.
  area: null,
  // Says which entry it is.
  entryId: null,
}

/** The field that a column says something about. */
export const fieldOf = (column: SheetColumn): SheetField | null =>
  column in PARTS ? (PARTS[column] ?? null) : (column as SheetField)

/** Where each column stands in the file, from 0. */
export type Columns = ReadonlyMap<SheetColumn, number>

export const columnsOf = (choices: readonly ColumnChoice[]): Columns =>
  new Map(choices.flatMap((choice, at) => (isReadAlone(choice) ? [[choice, at] as [SheetColumn, number]] : [])))
