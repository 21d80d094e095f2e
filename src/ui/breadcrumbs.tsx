export type BreadcrumbsProps = {
  /** "Du är här" */
  label: string
  /** From the outside in. The last is the page itself and may lack an address. */
  items: readonly { text: string; href?: string }[]
}

/** The way here. */
export const Breadcrumbs = ({ label, items }: BreadcrumbsProps) => (
  <nav class="ds-breadcrumbs" aria-label={label}>
    <ol>
      {items.map((item, index) => (
        <li>
          {item.href ? (
            <a class="ds-link" href={item.href} aria-current={index === items.length - 1 ? 'page' : undefined}>
              {item.text}
            </a>
          ) : (
            <span aria-current="page">{item.text}</span>
          )}
        </li>
      ))}
    </ol>
  </nav>
)
