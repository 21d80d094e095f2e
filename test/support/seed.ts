/**
 * From what examples are drawn: a new number each day and the same all day, so that properties are tried with new examples and a run can still be made
 * again as it was. `PROPERTY_SEED` sets another (`PROPERTY_SEED=20261123 npm test`).
 */
export const SEED =
  Number(process.env.PROPERTY_SEED) || Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))
