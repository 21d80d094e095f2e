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
      <p class="footer-end">
        {note && <span>{note}</span>}
        <svg class="thread-out" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
          <circle class="brand-knot" cx="7" cy="12" r="4.5" />
          <path d="M11.5 12H3000" />
        </svg>
      </p>
    </div>
  </footer>
)
