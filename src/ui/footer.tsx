import type { Text } from './inline.tsx'

export type SiteFooterProps = {
  /** Name of the footer's list of links, for example "Om webbplatsen". */
  label: string
  links: readonly { href: string; text: string }[]
  /** Who answers for the site, version, anything quiet. */
  note?: Text
}

/** Accessibility statement, personal data, contact; the same on every page. */
export const SiteFooter = ({ label, links, note }: SiteFooterProps) => (
  <footer class="site-footer">
    <div>
      <nav aria-label={label}>
        <ul>
          {links.map((link) => (
            <li>
              <a href={link.href}>{link.text}</a>
            </li>
          ))}
        </ul>
      </nav>
      {note && <p>{note}</p>}
    </div>
  </footer>
)
