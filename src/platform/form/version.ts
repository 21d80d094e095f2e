const LARGEST = 2 ** 31 - 1

/**
 * The version a form was opened on, as its hidden field says; 0, which no row has, where the field says something no row can
 * have: the form is then answered as one that is out of date.
 */
export function versionIn(form: Readonly<Record<string, string | undefined>>): number {
  const said = Number(form.version)
  return Number.isInteger(said) && said > 0 && said <= LARGEST ? said : 0
}
