import { encode } from 'uqr'
import { paths } from '../../../paths.ts'
import { findTexts } from '../texts/find.ts'
import { Beginning, ContactFacts, type EntryProps, ForWhom, Verified, When, Where } from './find-entry.view.tsx'
import { WaysIn } from './find-room.view.tsx'

/** A text as a square code for a phone's camera: dark squares as one path, two squares of quiet around. */
function SquareCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}

/** One sheet of paper to give to somebody: what, for whom, when, where, how to get in, whom to call. */
export function FindLeaflet(props: EntryProps & { origin: string }) {
  const { voice, today, found, associationId, chosen, origin } = props
  const { entry } = found
  const t = findTexts(voice)
  const address = origin + paths.findEntry(associationId, entry.entryId) + chosen
  return (
    <>
      <p class="no-print row">
        <span>{t('leaflet.how')}</span>
        <a href={paths.findEntry(associationId, entry.entryId) + chosen}>{t('leaflet.page')}</a>
      </p>
      <article class="leaflet">
        <Beginning {...props} />
        <div class="leaflet-parts">
          {entry.kind !== 'provider' && (
            <section>
              <h2>{t('for')}</h2>
              <ForWhom voice={voice} entry={entry} />
            </section>
          )}
          {(entry.openings.length > 0 || entry.duration) && (
            <section>
              <h2>{t('when')}</h2>
              <When voice={voice} entry={entry} />
            </section>
          )}
          {entry.places.length > 0 && (
            <section>
              <h2>{t('where')}</h2>
              <Where voice={voice} entry={entry} />
            </section>
          )}
          {entry.kind !== 'provider' && (
            <section>
              <h2>{t('in')}</h2>
              <WaysIn voice={voice} entry={entry} measures={props.measures} forReferrer={false} />
            </section>
          )}
          <section>
            <h2>{t('contact')}</h2>
            <ContactFacts voice={voice} contact={entry.contact} linked={false} />
          </section>
          <section class="web">
            <h2>{t('leaflet.code')}</h2>
            <SquareCode text={address} label={address} />
          </section>
        </div>
        <Verified voice={voice} today={today} entry={entry} />
      </article>
    </>
  )
}
