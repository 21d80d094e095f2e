/** What other features may use of the needs survey. */

export { type Facts, factsOf } from './facts.ts'
export { type Figures, figuresOf } from './figures.ts'
export { checkPrinted, checkTable, type Finding, type PrintedCheck } from './printed-check.ts'
export { checkWords } from './printed-check.view.ts'
export { parsePrinted, readRows } from './printed-table.ts'
export { type OutsideRules, type ProtectedSurvey, protectSurvey } from './protected-survey.ts'
export { type Guarded, guardRelease, type Release } from './release-guard.ts'
export { outsideJson, reportJson } from './report-json.view.ts'
export { PROTECTION } from './suppression.ts'
export type { Survey } from './survey.ts'
export { type ReadSurvey, readSurvey, SurveyReader } from './survey-file.ts'
export type { FileProblem, ReadRemarks } from './survey-remark.ts'
