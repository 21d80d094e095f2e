import { folderFailure, StartFailure } from './start-failure.ts'

const field = (error: Error, name: string): string => {
  const value: unknown = Reflect.get(error, name)
  return value === undefined || value === null ? '' : String(value)
}

type Sentences = (error: Error) => [swedish: string, english: string]

/** Errors of the network and of PostgreSQL (by code) that a person can do something about. */
const KNOWN: Record<string, Sentences> = {
  EADDRINUSE: (error) => [
    `Port ${field(error, 'port')} används redan. Stoppa det andra programmet, eller välj en annan port: PORT=3001 npm start.`,
    `Port ${field(error, 'port')} is already in use. Stop the other program, or choose another port: PORT=3001 npm start.`,
  ],
  EADDRNOTAVAIL: (error) => [
    `Den här datorn har inte adressen ${field(error, 'address')}. Ändra HOST.`,
    `This machine does not have the address ${field(error, 'address')}. Change HOST.`,
  ],
  ECONNREFUSED: (error) => [
    `Databasen svarar inte på ${field(error, 'address')}:${field(error, 'port')}. Kontrollera att den är i gång och att DATABASE_URL stämmer.`,
    `The database does not answer at ${field(error, 'address')}:${field(error, 'port')}. Check that it is running and that DATABASE_URL is right.`,
  ],
  ENOTFOUND: (error) => [
    `Det finns ingen dator som heter ${field(error, 'hostname')}. Kontrollera DATABASE_URL och HOST.`,
    `There is no machine called ${field(error, 'hostname')}. Check DATABASE_URL and HOST.`,
  ],
  ETIMEDOUT: () => [
    'Databasen svarar inte i tid. Kontrollera DATABASE_URL och nätverket.',
    'The database does not answer in time. Check DATABASE_URL and the network.',
  ],
  '28P01': () => [
    'Databasen godtog inte kontot eller lösenordet i DATABASE_URL eller DATABASE_APP_URL.',
    'The database did not accept the account or password in DATABASE_URL or DATABASE_APP_URL.',
  ],
  '28000': () => [
    'Databasen släpper inte in kontot i DATABASE_URL eller DATABASE_APP_URL.',
    'The database does not let in the account in DATABASE_URL or DATABASE_APP_URL.',
  ],
  '3D000': () => [
    'Databasen i DATABASE_URL finns inte. Skapa den först (createdb).',
    'The database in DATABASE_URL does not exist. Create it first (createdb).',
  ],
  '53100': () => ['Databasens disk är full. Frigör utrymme.', 'The disk of the database is full. Free some space.'],
}

const PORT_REFUSED: Sentences = (error) => [
  `Kontot får inte lyssna på port ${field(error, 'port')}. Välj en port från 1024 med PORT.`,
  `The account may not listen on port ${field(error, 'port')}. Choose a port from 1024 up with PORT.`,
]

/**
 * What to print when the program cannot start: two plain sentences (Swedish, English) for everything a person can
 * mend, and the whole stack for what must be a bug. Print it to stderr and end with code 1.
 */
export function explainStartError(error: unknown): string {
  if (error instanceof StartFailure) return error.message
  if (!(error instanceof Error)) return String(error)
  // Several addresses were tried (IPv6, IPv4): the first refusal says it all.
  if (error instanceof AggregateError && error.errors.length > 0) return explainStartError(error.errors[0])
  const code = field(error, 'code')
  const known = code === 'EACCES' && field(error, 'syscall') === 'listen' ? PORT_REFUSED : KNOWN[code]
  if (known) return known(error).join('\n')
  // A file or folder that cannot be used: the secret, the password of the app's role, the backup's own file.
  const path = field(error, 'path')
  const folder = path === '' ? error : folderFailure(error, path)
  return folder instanceof StartFailure ? folder.message : (error.stack ?? error.message)
}
