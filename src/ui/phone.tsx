/** A telephone number that can be pressed to call; its digits run from left to right in every language. */
export const Phone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
    <bdi dir="ltr" class="nowrap">
      {number}
    </bdi>
  </a>
)
