/**
 * The program cannot start until a person changes something. The two texts are finished sentences that say what is
 * wrong and what to do; print `message` alone, without a stack trace, and end with code 1.
 */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly swedish: string
  readonly english: string

  constructor(swedish: string, english: string) {
    super(`${swedish}\n${english}`)
    this.swedish = swedish
    this.english = english
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

export const diskFull = (folder: string): StartFailure =>
  new StartFailure(
    `Disken med datamappen ${folder} är full. Frigör utrymme eller välj en annan mapp med DATA_DIR.`,
    `The disk that holds the data folder ${folder} is full. Free some space, or choose another folder with DATA_DIR.`,
  )

export const notWritable = (folder: string): StartFailure =>
  new StartFailure(
    `Datamappen ${folder} går inte att skriva i. Ge kontot som startar programmet skrivrätt, eller välj en annan mapp med DATA_DIR.`,
    `The data folder ${folder} cannot be written to. Let the account that starts the program write there, or choose another folder with DATA_DIR.`,
  )

const notAFolder = (folder: string): StartFailure =>
  new StartFailure(
    `${folder} är ingen mapp. Flytta filen, eller välj en annan datamapp med DATA_DIR.`,
    `${folder} is not a folder. Move the file, or choose another data folder with DATA_DIR.`,
  )

/** The sentence for an error of the file system, or the error itself when it is none of the known ones. */
export function folderFailure(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder)
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return notWritable(folder)
    case 'ENOTDIR':
    case 'EEXIST':
      return notAFolder(folder)
    default:
      return error
  }
}
