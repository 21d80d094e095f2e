import { expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

const person = { name: 'Åsa Lind-Öberg', email: 'asa.l@kommunen.example' }

test.each([
  ['korgen står under granen', undefined],
  ['tre gröna stolar', undefined],
  ['kort nog?', 'passwordShort'],
  ['🦊🦊🦊🦊🦊🦊', 'passwordShort'],
  ['x'.repeat(201), 'passwordLong'],
  ['min katt heter ÖBERG', 'passwordName'],
  ['röda tråden är bra', 'passwordName'],
  ['aaaaaaaaaaaaaaa', 'passwordSimple'],
  ['abababababababab', 'passwordSimple'],
  ['1234567890123456', 'passwordSimple'],
  ['abcdefghijklmnop', 'passwordSimple'],
  ['            ', 'passwordSimple'],
])('%s: %s', (password, problem) => {
  expect(passwordProblem(password, person)).toBe(problem)
})

test('short parts of a name do not forbid ordinary words', () => {
  expect(passwordProblem('alla vill ha tre hattar', { name: 'Al Li', email: 'al@x.example' })).toBeUndefined()
})
