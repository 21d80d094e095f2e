export type TabsProps = {
  /** What the views are views of. */
  label: string
  items: readonly { href: string; text: string; current?: boolean; count?: number }[]
}

/** Views of the same thing, each with its own address. */
export const Tabs = ({ label, items }: TabsProps) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.text}
            {item.count !== undefined && <span class="count">{item.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
