import type { Child } from 'hono/jsx'
import type { Voice } from './find-voice.ts'

/** Text somebody wrote in Swedish, in a page of any language. */
export const Written = ({ voice, children }: { voice: Voice; children: string }) => (
  <p class="written" lang={voice.lang === 'sv' ? undefined : 'sv'} dir="auto">
    {children}
  </p>
)

/** A term and what is said of it, in a list of such. */
export const Fact = ({ term, children }: { term: string; children: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)
