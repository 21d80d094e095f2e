/**
 * A telephone number that can be pressed to call; its digits run from left to right in every language. It may break between its
 * groups: on a narrow page with large text there is no room for all of them.
 */
export const Phone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
    <bdi dir="ltr">{number}</bdi>
  </a>
)
