import type { Voice } from '../find/find-voice.ts'
import { hsdsTexts } from '../texts/hsds.ts'
import { LARGEST_SIZE } from './hsds-answer.ts'

const LISTS = ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'] as const
const ASKS = [
  ['search', 'ask.search'],
  ['page, per_page', 'ask.page'],
  ['format', 'ask.format'],
  ['taxonomy_term_id, taxonomy_id', 'ask.terms'],
  ['organization_id', 'ask.organization'],
  ['modified_after', 'ask.modified'],
  ['minimal', 'ask.minimal'],
  ['full, full_service', 'ask.full'],
  ['postcode, proximity', 'ask.near'],
] as const
const ADDED = [
  ['kind', 'profile.kind'],
  ['status', 'profile.status'],
  ['translations', 'profile.translations'],
  ['duration', 'profile.duration'],
  ['queue, waiting', 'profile.queue'],
  ['receiver_needs', 'profile.receiver_needs'],
  ['onward_service_ids, parallel_service_ids', 'profile.links'],
] as const

type Props = {
  voice: Voice
  /** The address of the interface. */
  base: string
  maps: readonly { associationId: number; name: string }[]
  version: string
  profileVersion: string
}

const Code = ({ children }: { children: string }) => (
  <code dir="ltr" lang="en">
    {children}
  </code>
)

/** What the open interface is, for people; its address is the name of the profile. */
export function HsdsProfile({ voice, base, maps, version, profileVersion }: Props) {
  const t = hsdsTexts(voice.lang)
  const link = (path: string, text = base + path) => (
    <a href={base + path}>
      <bdi dir="ltr">{text}</bdi>
    </a>
  )
  return (
    <article class="entry">
      <h1 tabindex={-1}>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <div class="open-data">
        <section class="card part">
          <h2>{t('where')}</h2>
          <p>{t('where.text', { version })}</p>
          <dl>
            <div>
              <dt>{t('where.all')}</dt>
              <dd>{link('/')}</dd>
            </div>
            {maps.map((map) => (
              <div>
                <dt>{t.parts('where.one', { name: <bdi lang="sv">{map.name}</bdi> })}</dt>
                <dd>{link(`/${map.associationId}/`)}</dd>
              </div>
            ))}
            <div>
              <dt>{t('where.description')}</dt>
              <dd>{link('/openapi.json')}</dd>
            </div>
            <div>
              <dt>{t('where.package')}</dt>
              <dd>{link('/datapackage.zip')}</dd>
            </div>
          </dl>
          <ul>
            {LISTS.map((list) => (
              <li>{link(`/${list}`, `/${list}`)}</li>
            ))}
          </ul>
        </section>
        <section class="card part">
          <h2>{t('ask')}</h2>
          <p>{t('ask.text')}</p>
          <dl>
            {ASKS.map(([name, key]) => (
              <div>
                <dt>
                  <Code>{name}</Code>
                </dt>
                <dd>{t(key, key === 'ask.page' ? { most: LARGEST_SIZE } : {})}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section class="card part">
          <h2>{t('profile')}</h2>
          <p>{t('profile.text', { version: profileVersion })}</p>
          <dl>
            {ADDED.map(([name, key]) => (
              <div>
                <dt>
                  <Code>{name}</Code>
                </dt>
                <dd>{t(key)}</dd>
              </div>
            ))}
          </dl>
          <p>{t('profile.times')}</p>
          <p>
            {t('profile.patch')}: {link('/profil/profile/service.json', 'service.json')}
          </p>
        </section>
      </div>
    </article>
  )
}
