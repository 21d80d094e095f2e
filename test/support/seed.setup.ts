import fc from 'fast-check'
import { SEED } from './seed.ts'

const runs = Number(process.env.PROPERTY_RUNS) || undefined
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED, ...(runs ? { numRuns: runs } : {}) })
