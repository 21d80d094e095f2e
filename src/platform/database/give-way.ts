import { setTimeout as pause } from 'node:timers/promises'

/** Two transactions waited for each other and this one was ended (40P01), or it could not be put in an order (40001). */
const GAVE_WAY = new Set(['40P01', '40001'])
const TURNS = 4
/** Milliseconds; whoever waited for this one needs but a moment to go on, and two who gave way do not meet again. */
const LONGEST_PAUSE = 50

const gaveWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GAVE_WAY.has(String(error.code))

/**
 * Runs a transaction again when the database ended it so that another could go on: nothing of it stands. It pauses
 * first: at once it could take what the other one waits for, and both would wait again. `run` must begin from the beginning.
 */
export async function givingWay<T>(run: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await run()
    } catch (error) {
      if (turn === TURNS || !gaveWay(error)) throw error
      await pause(LONGEST_PAUSE * (0.2 + 0.8 * Math.random()) * turn)
    }
  }
}
