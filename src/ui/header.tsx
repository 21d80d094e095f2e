import { Icon } from './icons.tsx'
import type { Text } from './inline.tsx'

export type NavItem = { href: string; text: string; current?: boolean }

export type AccountMenuProps = {
  /** "Ditt konto": what the menu is, heard before the name. */
  label: string
  name: string
  role?: string
  unit?: string
  /** Choice of language, sign-out, links: small forms that work without script. */
  children?: Text
}

export type SiteHeaderProps = {
  siteName: string
  homeHref: string
  /** A word on every page, for example that this is a demo. */
  banner?: Text
  nav?: { label: string; menuText: string; items: readonly NavItem[] }
  /** At the end of the bar when nobody is signed in: choice of language, sign-in. */
  tools?: Text
  account?: AccountMenuProps
}

/** The mark: a line that comes in from the edge of the page, makes a loop, and is knotted. */
export const ThreadMark = () => (
  <svg class="brand-line" viewBox="0 0 46 24" width="46" height="24" aria-hidden="true" focusable="false">
    <path d="M-3000 17H9C23 17 30 3.5 21.5 3.5S20 17 34 17" />
    <circle class="brand-knot" cx="39" cy="17" r="4.5" />
  </svg>
)

/** The account menu folds with `<details>`: name and role on top, then what is given as children. */
export const AccountMenu = ({ label, name, role, unit, children }: AccountMenuProps) => (
  <details class="fold account" name="site-menu">
    <summary>
      <Icon name="person" />
      <span class="vh">{label}: </span>
      <bdi class="account-name">{name}</bdi>
      <Icon name="chevron" class="chevron" />
    </summary>
    <div class="fold-panel">
      <div class="account-who">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {role && <span>{role}</span>}
        {unit && <span class="soft">{unit}</span>}
      </div>
      <div class="account-body">{children}</div>
    </div>
  </details>
)

/** The bar on every page. On a phone the ways fold behind a menu word; wide pages show them in a row. No script. */
export const SiteHeader = ({ siteName, homeHref, banner, nav, tools, account }: SiteHeaderProps) => (
  <header class="site-header">
    {banner && (
      <div class="banner">
        <div>{banner}</div>
      </div>
    )}
    <div class="site-top">
      <div class="site-bar">
        <a class="brand" href={homeHref}>
          <ThreadMark />
          <span lang="sv">{siteName}</span>
        </a>
        {nav && nav.items.length > 0 && (
          <nav class="main-nav" aria-label={nav.label}>
            <details class="fold" name="site-menu">
              <summary>
                <Icon name="menu" />
                {nav.menuText}
              </summary>
              <div class="fold-panel">
                <ul>
                  {nav.items.map((item) => (
                    <li>
                      <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                        {item.text}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            </details>
          </nav>
        )}
        {tools && <div class="site-tools">{tools}</div>}
        {account && <AccountMenu {...account} />}
      </div>
    </div>
  </header>
)
