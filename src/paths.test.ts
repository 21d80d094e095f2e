import { expect, test } from 'vitest'
import { paths } from './paths.ts'

/** Every URL with its places named a, b, c …: a changed address breaks bookmarks, printed codes and mailed links, so it is seen in review. */
test('every URL of the product', () => {
  const told = Object.entries(paths).map(([name, path]) => {
    if (typeof path === 'string') return [name, path]
    const make = path as (...places: string[]) => string
    return [name, make(...['a', 'b', 'c'].slice(0, make.length))]
  })
  expect(told.map(([name, path]) => `${name} ${path}`).join('\n')).toMatchSnapshot()
  const same = told.filter(([, path], at) => told.findIndex(([, other]) => other === path) !== at)
  expect(same, 'two names for one address').toEqual([])
})
