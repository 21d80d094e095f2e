import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take minutes, the longest first: begun last they would run alone while the other processor rests. */
const LONGEST = [
  'test/stories/every-page.test.ts',
  'test/stories/bad-input.test.ts',
  'test/oracle/secrecy.test.ts',
  'test/stories/other-association.test.ts',
  'test/stories/thread.test.ts',
  'test/stories/survey.test.ts',
]
const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(name))
  return at === -1 ? LONGEST.length : at
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
