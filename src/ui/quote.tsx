import type { PropsWithChildren } from 'hono/jsx'
import type { Text } from './inline.tsx'

/** The person's own words, as said, in their own language and direction. */
export const Quote = ({ lang, source, children }: PropsWithChildren<{ lang?: string; source?: Text }>) => (
  <figure class="quote">
    <blockquote lang={lang} dir="auto">
      {children}
    </blockquote>
    {source && <figcaption>{source}</figcaption>}
  </figure>
)
