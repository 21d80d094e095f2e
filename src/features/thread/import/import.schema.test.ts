import { expect, test } from 'vitest'
import { readMapping } from './import.schema.ts'

test('a column that the form does not ask about stays as it was; one nobody has said anything about is left out when that is ticked', () => {
  expect(readMapping({ k0: 'name', k2: '' }, [null, 'skip', null])).toEqual(['name', 'skip', null])
  expect(readMapping({ k0: 'name', k2: '', leaveRest: 'yes' }, [null, 'skip', null])).toEqual(['name', 'skip', 'skip'])
  expect(readMapping({ k0: 'ingenting' }, ['name'])).toEqual([null])
})
