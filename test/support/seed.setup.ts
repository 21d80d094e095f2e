import fc from 'fast-check'

/**
 * Properties are tried with the same examples in every run, so that what is green stays green until something is changed. Other examples:
 * `PROPERTY_SEED=random npm test` or a number, and `PROPERTY_RUNS=1000` for more of them.
 */
const wanted = process.env.PROPERTY_SEED ?? '20261123'
const runs = Number(process.env.PROPERTY_RUNS) || undefined
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  ...(wanted === 'random' ? {} : { seed: Number(wanted) }),
  ...(runs ? { numRuns: runs } : {}),
})
