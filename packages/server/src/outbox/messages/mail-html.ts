/** The HTML of a mail: light and dark, left-to-right and right-to-left, and on a phone. */
import type { Direction, Language } from '@regain/core'
import { escapeHtml, wholeAddresses } from '../../formats/escape-html.ts'

export interface Part {
  text: string
  kind: 'title' | 'plain' | 'code' | 'quiet'
}

interface Reader {
  language: Language
  direction: Direction
  /** The prefix that a link must have. Security: where other people wrote some of the words, nothing of theirs becomes a link. */
  linksTo: string
}

// Mail programs may drop style sheets. So essential colours are inline, and dark ones override them where style sheets work.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
bdi { display: inline-block; max-width: 100% }
@media (prefers-color-scheme: dark) { .page { background: #16181d !important } .card { background: #1f232b !important } .ink { color: #f1f3f6 !important } .quiet { color: #b6bdc9 !important } .code { background: #2b313c !important; color: #fff !important } .link { color: #a3bcff !important } }`

const INLINE: Record<Part['kind'], string> = {
  title: 'margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:700;color:#1b1f27',
  plain: 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1b1f27',
  code: 'margin:0 0 16px;padding:16px;border-radius:10px;background:#eef1f6;font:700 30px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px;text-align:center;color:#1b1f27',
  quiet: 'margin:0 0 12px;font-size:14px;line-height:1.5;color:#555d6b',
}

const ADDRESS = /https?:\/\/[^\s<>"]*/g

/** A sealed token can take ten lines. The beginning shows whose page it is, and which. */
const MOST_READ = 64
const beginning = (url: string): string => (url.length > MOST_READ ? `${url.slice(0, MOST_READ).replace(/&[^;]*$/, '')}…` : url)

/** A link to tap, for mail programs that don't link plain text. Its text is its target. */
const linked = (html: string, linksTo: string): string =>
  html.replace(ADDRESS, (found) => {
    const url = withoutEnd(found)
    return url.startsWith(linksTo) && url.length > found.indexOf('//') + 2
      ? `<a class="link" dir="ltr" href="${url}" style="display:inline-block;max-width:100%;color:#2450c4;word-break:break-all">${beginning(url)}</a>${found.slice(url.length)}`
      : found
  })

/** An address ends before punctuation that continues the sentence. */
function withoutEnd(found: string): string {
  let end = found.length
  while (end > 0 && !/[\w/=-]/.test(found[end - 1] ?? '')) end -= 1
  return found.slice(0, end)
}

function element({ kind, text }: Part, { linksTo }: Reader): string {
  const html = wholeAddresses(escapeHtml(text))
  if (kind === 'title') return `<h1 class="ink" style="${INLINE.title}">${html}</h1>`
  const direction = kind === 'code' ? ' dir="ltr"' : ''
  return `<p class="${kind === 'plain' ? 'ink' : kind}"${direction} style="${INLINE[kind]}">${linked(html, linksTo)}</p>`
}

export function mailHtml(parts: readonly Part[], title: string, reader: Reader): string {
  const { language, direction } = reader
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;background:#f3f4f7"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="page" align="center" style="padding:24px 12px;background:#f3f4f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px"><tr><td class="card" dir="${direction}" style="padding:32px 28px;border-radius:14px;background:#fff;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;text-align:start;overflow-wrap:anywhere;word-break:break-word">
${parts.map((part) => element(part, reader)).join('\n')}
</td></tr></table></td></tr></table></body></html>
`
}
