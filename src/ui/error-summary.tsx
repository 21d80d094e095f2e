import { fieldId } from './field-frame.tsx'

export type ErrorSummaryProps = {
  /** "Det finns 2 saker att rätta" */
  title: string
  /** In the order of the page. `name` is the field's name; `href` for anything else. */
  errors: readonly { text: string; name?: string; href?: string }[]
}

/** First on a page whose form came back. Takes the focus without script and leads to each field. Nothing when all is well. */
export const ErrorSummary = ({ title, errors }: ErrorSummaryProps) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={error.href ?? `#${fieldId(error.name ?? '')}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
