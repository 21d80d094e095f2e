import type { Text } from './inline.tsx'

export type PageHeadingProps = {
  /** The page's one `h1`. */
  title: Text
  /** Quiet facts under the title, set apart by dots: contact, language, since when. */
  meta?: readonly Text[]
  /** One or two sentences on what this page is for. */
  lead?: Text
  /** What can be done here; stands at the end of the line. */
  actions?: Text
}

/** Opens every page. */
export const PageHeading = ({ title, meta, lead, actions }: PageHeadingProps) => (
  <div class="page-heading">
    <div>
      <h1 tabindex={-1}>{title}</h1>
      {meta && meta.length > 0 && (
        <p class="meta meta-list">
          {meta.map((part) => (
            <span>{part}</span>
          ))}
        </p>
      )}
      {lead && <p class="lead">{lead}</p>}
    </div>
    {actions && <div class="actions">{actions}</div>}
  </div>
)
