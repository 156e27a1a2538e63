/** A page of plain text and at most one form, in the person's language and the site's colours: no script, nothing from elsewhere, never framed. */
import type { Language } from '@regain/core'
import { languages } from '@regain/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { escapeHtml, wholeAddresses } from '../formats/escape-html.ts'
import type { Site } from '../sites/realm.ts'

export interface TextPage {
  language: Language
  title: string
  /** HTML: any text by other people is escaped in it. */
  body: string
  /** The path of its only script, if it has one. */
  script?: string
  /** Absent: no particular site. */
  site?: Pick<Site, 'key' | 'brand'> | undefined
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" as const

export const TEXT_STYLE = `:root{color-scheme:light dark}
body{margin:0;min-block-size:100dvh;box-sizing:border-box;display:grid;justify-items:center;align-content:start;padding:clamp(1rem,9vh,6rem) 1rem 2rem;font:1rem/1.5 system-ui,sans-serif;color:light-dark(#191d26,#f1f3f7);background:light-dark(#f3f4f7,#12151b)}
main{box-sizing:border-box;inline-size:100%;max-inline-size:34rem;padding:clamp(1rem,5vw,2rem);border-radius:1rem;background:light-dark(#fff,#1b1f27)}
h1{margin:0 0 1rem;font-size:1.4rem;line-height:1.3}bdi{display:inline-block;max-inline-size:100%}h2{margin:1.5rem 0 .25rem;font-size:1rem}
main>img{display:block;max-block-size:4rem;max-inline-size:100%;margin-block-end:1rem}
p,ul,form{margin:0 0 1rem}ul{padding-inline-start:1.25rem}li,p,h1{overflow-wrap:anywhere}
a{color:light-dark(#2450c4,#a3bcff)}
label{display:block;font-weight:600}
input{box-sizing:border-box;inline-size:100%;margin-block:.25rem 1rem;padding:.65rem .8rem;font:inherit;color:inherit;background:transparent;border:1px solid light-dark(#767d8c,#8b93a3);border-radius:.5rem}
.mark{display:flex;gap:.6rem;align-items:start;padding-block:.25rem;font-weight:400}.mark input{flex:none;inline-size:1.2rem;block-size:1.2rem;margin:.15rem 0 0}
button{padding:.7rem 1.2rem;font:inherit;font-weight:600;color:light-dark(#fff,#12151b);background:light-dark(#2450c4,#a3bcff);border:1px solid transparent;border-radius:.5rem;cursor:pointer}
:focus-visible{outline:3px solid light-dark(#2450c4,#a3bcff);outline-offset:2px}
button.other{color:inherit;background:transparent;border-color:light-dark(#767d8c,#8b93a3);text-align:start}
.spoken{padding:1rem;border-radius:.5rem;background:light-dark(#eef1f8,#242a36);font:700 clamp(1.4rem,8vw,2rem)/1.2 ui-monospace,monospace;letter-spacing:.1em;text-align:center}
.quiet{color:light-dark(#555d6b,#b6bdc9);font-size:.9rem}
.code{font-size:2rem;font-weight:600;letter-spacing:.08em;font-variant-numeric:tabular-nums}[hidden]{display:none}
.news{padding:.8rem 1rem;border-inline-start:4px solid light-dark(#2450c4,#a3bcff);background:light-dark(#eef1f8,#242a36)}div.news{display:grid;gap:.25rem;margin-block-end:1rem}div.news>p{margin:0}`

export function textPage(c: Context, { language, title, body, script, site }: TextPage, status: ContentfulStatusCode = 200): Response {
  c.header('content-security-policy', script === undefined ? POLICY : `${POLICY}; script-src 'self'; connect-src 'self'`)
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('cache-control', 'no-store')
  c.header('vary', 'accept-language', { append: true })
  const logo = site?.brand.logo ? `<img src="${escapeHtml(site.brand.logo)}" alt="">` : ''
  return c.html(
    `<!doctype html>
<html lang="${language}" dir="${languages[language]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(title)}</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/page.css">${script === undefined ? '' : `<script src="${script}" defer></script>`}</head>
<body><main>${logo}<h1>${wholeAddresses(escapeHtml(title))}</h1>
${body}
</main></body></html>
`,
    status,
  )
}

export const paragraph = (text: string): string => `<p>${wholeAddresses(escapeHtml(text))}</p>`
export const quietParagraph = (text: string): string => `<p class="quiet">${escapeHtml(text)}</p>`
export const news = (text: string): string => `<p class="news" role="status">${escapeHtml(text)}</p>`
/** Posts to the page's own address; opening the page changes nothing. */
export const button = (label: string, fields = ''): string => `<form method="post">${fields}<button>${escapeHtml(label)}</button></form>`
/** A second button. */
export const quietButton = (label: string, fields = ''): string =>
  `<form method="post">${fields}<button class="other">${escapeHtml(label)}</button></form>`
export const bullets = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`
/** A link to tap, with its own text direction. */
export const link = (href: string, text: string): string =>
  `<a href="${escapeHtml(href)}" rel="noreferrer"><bdi>${escapeHtml(text)}</bdi></a>`
/** In groups of four, for reading out. */
export const bigCode = (code: string): string => `<p class="spoken" dir="ltr">${escapeHtml(code.replace(/(.{4})(?=.)/g, '$1 '))}</p>`
