import type { Text } from './inline.tsx'

/** Prints the page. Hidden where there is no script: the words about the browser's own menu stand there anyway. */
export const PrintButton = ({ children }: { children: Text }) => (
  <p class="no-print">
    <button class="ds-button" type="button" data-variant="secondary" data-print="" hidden>
      {children}
    </button>
  </p>
)
