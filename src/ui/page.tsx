import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import { Breadcrumbs, type BreadcrumbsProps } from './breadcrumbs.tsx'
import { SiteFooter, type SiteFooterProps } from './footer.tsx'
import { SiteHeader, type SiteHeaderProps } from './header.tsx'
import type { Text } from './inline.tsx'

export type ColorScheme = 'auto' | 'light' | 'dark'

/** Addresses of built files. `fonts` are loaded ahead so that the text does not jump; scripts only where a page has an island. */
export type Assets = { css: string; scripts?: readonly string[]; fonts?: readonly string[]; icon?: string }

export type DocumentProps = PropsWithChildren<{
  /** Language of the page, for example `sv`; `dir` follows from it and is given so that this file needs no list. */
  lang: string
  dir: 'ltr' | 'rtl'
  /** What this page is; the site's name comes after it: "Deltagare – Röda tråden". */
  title: string
  siteName: string
  /** "Fel:" when the form came back with something to mend; stands first in the title. */
  errorPrefix?: string
  assets: Assets
  /** The person's own choice; `auto` follows the device. */
  colorScheme?: ColorScheme
  /** More for the head: description, speculation rules by address, robots. */
  head?: Text
}>

/** The bare HTML document with its doctype: for sign-in pages and errors as well as for `Page`. */
export const Document = (props: DocumentProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang={props.lang} dir={props.dir} data-color-scheme={props.colorScheme ?? 'auto'}>
      <head>
        <meta charset="utf-8" />
        <title>{[props.errorPrefix, [props.title, props.siteName].join(' – ')].filter(Boolean).join(' ')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {(props.assets.fonts ?? []).map((href) => (
          <link rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={props.assets.css} />
        {props.assets.icon && <link rel="icon" href={props.assets.icon} type="image/svg+xml" />}
        {(props.assets.scripts ?? []).map((src) => (
          <script type="module" src={src} />
        ))}
        {props.head}
      </head>
      <body>{props.children}</body>
    </html>
  </>
)

export type PageProps = DocumentProps & {
  /** "Gå till innehållet" */
  skipText: string
  header: Omit<SiteHeaderProps, 'siteName'>
  breadcrumbs?: BreadcrumbsProps
  footer: SiteFooterProps
  /** `narrow` for forms and reading, `wide` for the thread and large tables. */
  width?: 'narrow' | 'normal' | 'wide'
}

/**
 * A whole page: skip link, header with the thread, way here, the content in `<main id="main">`, footer.
 * Render it with `c.html(<Page …>)`; it brings its own doctype.
 */
export const Page = ({ skipText, header, breadcrumbs, footer, width = 'normal', children, ...document }: PageProps) => (
  <Document {...document}>
    <div class="site">
      <a class="skip-link" href="#main">
        {skipText}
      </a>
      <SiteHeader siteName={document.siteName} {...header} />
      <div class="page-body">
        {breadcrumbs && <Breadcrumbs {...breadcrumbs} />}
        <main id="main" class="page-main" data-width={width} tabindex={-1}>
          {children}
        </main>
      </div>
      <SiteFooter {...footer} />
    </div>
  </Document>
)
