import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { LaneMark } from '../../ui/lane.tsx'
import { Tag } from '../../ui/status.tsx'
import type { DemoAccount } from './demo.queries.ts'
import { roleWord } from './role-word.view.ts'
import { startTexts } from './texts/start.ts'

const POINTS = [
  ['wait', 'clock'],
  ['contact', 'person'],
  ['secrecy', 'lock'],
  ['log', 'eye'],
] as const satisfies readonly (readonly [string, IconName])[]

/** Which sentence says what to look at: by the unit for who only sees across, else by the role. An office with a head has the needs survey. */
function lookOf({ role, unit, unitKind, authorityKind }: DemoAccount, accounts: readonly DemoAccount[]) {
  if (unitKind === 'office' && role === 'team_leader') return 'look.head' as const
  if (role === 'caseworker' && accounts.some((one) => one.unit === unit && one.role === 'team_leader'))
    return 'look.rater' as const
  if (unitKind === 'care') return 'look.care' as const
  if (role === 'caseworker' && authorityKind === 'employment') return 'look.employment' as const
  if (role === 'caseworker' && authorityKind === 'insurance') return 'look.insurance' as const
  return `look.${role}` as const
}

/** One person of the demo: the whole card is the button. */
function DemoPerson(props: { lang: Lang; account: DemoAccount; accounts: readonly DemoAccount[]; first: boolean }) {
  const { lang, account, accounts, first } = props
  const t = startTexts(lang)
  return (
    <li class="demo-person">
      <p class="demo-role">
        {roleWord(lang, account.role, account.unitKind)} {first && <Tag tone="ok">{t('start.first')}</Tag>}
      </p>
      <form action={paths.demoSignIn} method="post">
        <input type="hidden" name="email" value={account.email} />
        <button type="submit" class="demo-enter">
          <span class="vh">{t('start.enter', { name: account.name })}</span>
          <span aria-hidden="true">
            <Bdi>{account.name}</Bdi>
          </span>
          <Icon name="arrow" />
        </button>
      </form>
      <p class="soft">
        <Bdi>{account.unit}</Bdi>
      </p>
      <p>{t(lookOf(account, accounts))}</p>
    </li>
  )
}

function Authority({
  lang,
  name,
  accounts,
  first,
}: {
  lang: Lang
  name: string
  accounts: readonly DemoAccount[]
  first: DemoAccount | undefined
}) {
  const kind = accounts[0]?.authorityKind ?? 'association'
  return (
    <section class="demo-authority" data-many={accounts.length > 2 ? '' : undefined}>
      <h3>{kind === 'association' ? <Bdi>{name}</Bdi> : <LaneMark lane={kind}>{<Bdi>{name}</Bdi>}</LaneMark>}</h3>
      <ul>
        {accounts.map((account) => (
          <DemoPerson lang={lang} account={account} accounts={accounts} first={account === first} />
        ))}
      </ul>
    </section>
  )
}

/** What this is in ten lines and a picture, and every demo role one press away. */
export function DemoStart({
  lang,
  accounts,
  picture,
}: {
  lang: Lang
  accounts: readonly DemoAccount[]
  picture: Child
}) {
  const t = startTexts(lang)
  const first = accounts.find((account) => account.role === 'team_leader')
  return (
    <div class="start">
      <header class="start-hero">
        <h1 tabindex={-1}>
          {/* A line is broken between the sentences, not within one. */}
          {t('start.title')
            .split(/(?<=\.) /)
            .map((sentence) => (
              <>
                <span>{sentence}</span>{' '}
              </>
            ))}
        </h1>
        <p>{t('start.lead')}</p>
        <Actions>
          <Button variant="secondary" icon="map" href={`${paths.find}?lang=${lang}`}>
            {t('start.find')}
          </Button>
        </Actions>
      </header>
      <figure class="start-picture">
        <figcaption>
          <h2>{t('start.picture')}</h2>
          <p class="soft">{t('start.picture.text')}</p>
        </figcaption>
        {picture}
      </figure>
      <ul class="start-points">
        {POINTS.map(([point, icon]) => (
          <li>
            <Icon name={icon} />
            <h2>{t(`point.${point}`)}</h2>
            <p>{t(`point.${point}.text`)}</p>
          </li>
        ))}
      </ul>
      <section class="start-try">
        <h2>{t('start.choose')}</h2>
        <p class="start-try-lead">{t('start.chooseLead')}</p>
        <div class="demo-authorities">
          {[...new Set(accounts.map((account) => account.authority))].map((name) => (
            <Authority
              lang={lang}
              name={name}
              accounts={accounts.filter((account) => account.authority === name)}
              first={first}
            />
          ))}
        </div>
      </section>
    </div>
  )
}
