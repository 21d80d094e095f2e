export type PaginationProps = {
  /** "Sidor" */
  label: string
  /** The present page, from 1, and how many there are. With one page nothing is shown. */
  page: number
  pages: number
  href: (page: number) => string
  previousText: string
  nextText: string
  /** What a screen reader hears for a number: "Sida 3". */
  pageText: (page: number) => string
  /** Beside the links: "Visar 26–50 av 120". */
  summary?: string
}

/** First, last, the present one and its neighbours; `null` stands for a gap. */
export const pageNumbers = (page: number, pages: number): (number | null)[] => {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const shown = [...new Set(wanted)].sort((a, b) => a - b)
  return shown.flatMap((n, index) => {
    const before = shown[index - 1]
    if (before === undefined || n - before === 1) return [n]
    return n - before === 2 ? [n - 1, n] : [null, n]
  })
}

const button = 'ds-button'

/** Pages of a list as links. */
export const Pagination = (props: PaginationProps) =>
  props.pages <= 1 ? null : (
    <nav class="ds-pagination" aria-label={props.label}>
      <ul>
        {props.page > 1 ? (
          <li>
            <a class={button} data-variant="tertiary" rel="prev" href={props.href(props.page - 1)}>
              {props.previousText}
            </a>
          </li>
        ) : (
          <li hidden />
        )}
        {pageNumbers(props.page, props.pages).map((n) =>
          n === null ? (
            <li aria-hidden="true" />
          ) : (
            <li>
              <a
                class={button}
                data-variant={n === props.page ? 'primary' : 'tertiary'}
                href={props.href(n)}
                aria-current={n === props.page ? 'true' : undefined}
                aria-label={props.pageText(n)}
              >
                {n}
              </a>
            </li>
          ),
        )}
        {props.page < props.pages ? (
          <li>
            <a class={button} data-variant="tertiary" rel="next" href={props.href(props.page + 1)}>
              {props.nextText}
            </a>
          </li>
        ) : (
          <li hidden />
        )}
      </ul>
      {props.summary && <p class="soft">{props.summary}</p>}
    </nav>
  )
