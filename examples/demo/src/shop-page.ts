/** The HTML of the shop: its frame, its style sheet, and its drawn goods. */
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Language, ShopTexts } from './shop-texts.ts'
import { languages } from './shop-texts.ts'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6b4f"/><path d="M7 14h18l-2-6H9zM9 16v9h14v-9" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round"/></svg>`

const drawing = (tint: string, shape: string): Markup =>
  html`<svg class="drawing ${tint}" viewBox="0 0 160 110" aria-hidden="true">${raw(shape)}</svg>`

export const goods = [
  {
    price: '€ 24',
    picture: drawing(
      'amber',
      '<path d="M64 34h32l6 10v40H58V44z"/><path d="M66 34a14 14 0 0 1 28 0M54 84h52v8H54z"/><path class="fill" d="M80 52c8 9 8 12 8 16a8 8 0 0 1-16 0c0-4 0-7 8-16z"/>',
    ),
  },
  {
    price: '€ 9',
    picture: drawing(
      'sage',
      '<rect x="52" y="24" width="56" height="68" rx="5"/><path d="M62 24v68M72 44h26M72 54h26M72 64h16"/><path class="fill" d="M92 24v18l5-5 5 5V24z"/>',
    ),
  },
  {
    price: '€ 31',
    picture: drawing(
      'slate',
      '<path d="M56 88c-8-22 0-40 24-40s32 18 24 40z"/><path d="M100 62l18-12M60 50c2-30 38-30 40 0"/><path class="fill" d="M74 42a6 6 0 0 1 12 0v6H74z"/>',
    ),
  },
  {
    price: '€ 78',
    picture: drawing(
      'rose',
      '<path d="M44 42l36-14 36 14v34L80 92 44 76z"/><path d="M44 42l36 14 36-14M80 56v36M44 52l36 14 36-14"/><path class="fill" d="M44 64l36 14v8L44 72z"/>',
    ),
  },
] as const

export interface Frame {
  title: string
  language: Language
  texts: ShopTexts
  /** The page that the language links lead to. */
  path: string
  script?: string
}

export const shopPage = ({ title, language, texts, path, script }: Frame, body: Markup): Markup => html`<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/shop.css">
${script ? html`<script type="module" src="${script}"></script>` : ''}
</head>
<body>
<header>
<a class="brand" href="/"><img src="/icon.svg" alt="" width="32" height="32">Corner Shop</a>
<nav aria-label="${texts.languages}">${Object.entries(languages).map(
  ([code, name]) =>
    html`<a href="${path}?lang=${code}" lang="${code}" hreflang="${code}" ${code === language ? raw('aria-current="true"') : ''}>${name}</a> `,
)}</nav>
<a class="account" href="/account">${texts.account}</a>
</header>
<main>${body}</main>
<footer>${texts.foot}</footer>
</body>
</html>`

export const SHOP_STYLE = `:root { color-scheme: light dark; --ink: light-dark(#22261f, #eef0ea); --dim: light-dark(#5a6156, #b4bbae); --line: light-dark(#dedfd5, #363b33); --paper: light-dark(#f7f5ee, #151813); --card: light-dark(#fffefa, #1e221c); --accent: light-dark(#0f6b4f, #7fd8b5); --on-accent: light-dark(#fff, #0f2018) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; grid-template-rows: auto 1fr auto; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
header, main, footer { width: 100%; max-width: 66rem; margin-inline: auto; padding: 1rem clamp(1rem, 4vw, 2rem) }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem }
.brand { display: inline-flex; align-items: center; gap: .6rem; margin-inline-end: auto; font: 700 1.25rem Georgia, 'Noto Serif', serif; color: inherit; text-decoration: none }
nav { display: flex; flex-wrap: wrap; gap: .25rem .75rem; font-size: .9rem }
nav a { padding-block: .25rem; color: var(--dim); text-decoration: none }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: underline; text-underline-offset: .35em }
.account { padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--card); text-decoration: none }
a { color: var(--accent) }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
h1 { margin: 0; font: 700 clamp(1.9rem, 5vw, 3rem)/1.15 Georgia, 'Noto Serif', serif; text-wrap: balance }
h2 { margin: 0; font-size: 1.1rem }
.hero { display: grid; gap: .75rem; padding-block: clamp(1rem, 5vw, 3rem) clamp(1.5rem, 5vw, 2.5rem) }
.hero p { margin: 0; max-width: 36rem; font-size: 1.15rem; color: var(--dim) }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 1.25rem; margin: 0; padding: 0; list-style: none }
.card { overflow: hidden; border: 1px solid var(--line); border-radius: 1.25rem; background: var(--card) }
.goods .text { display: grid; gap: .15rem; padding: 1rem 1.25rem 1.25rem }
.goods p { margin: 0; color: var(--dim) }
.goods .price { margin-top: .5rem; color: var(--ink); font-weight: 600 }
.drawing { display: block; width: 100%; height: auto; fill: none; stroke: currentColor; stroke-width: 3; stroke-linejoin: round; stroke-linecap: round }
.drawing .fill { fill: currentColor; stroke: none; opacity: .55 }
.amber { background: light-dark(#f6e3bd, #46371a); color: light-dark(#8a5a0b, #f1c873) }
.sage { background: light-dark(#dbe7d3, #2b3a26); color: light-dark(#3d6330, #b5d6a6) }
.slate { background: light-dark(#d9e3ea, #263642); color: light-dark(#37566d, #aac9de) }
.rose { background: light-dark(#f2dbd6, #45292a); color: light-dark(#8f3e38, #eeb1aa) }
.narrow { max-width: 29rem; margin-inline: auto; display: grid; gap: 1rem }
.wide { max-width: 38rem }
.form { padding: clamp(1.25rem, 5vw, 2rem) }
.form h1, h1.small { font-size: 1.75rem }
form { display: grid; gap: .35rem; margin-block: 1rem 0 }
label { font-weight: 600; margin-top: .6rem }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; border: 1px solid light-dark(#858d80, #7d8678); border-radius: .75rem; background: light-dark(#fff, #14170f) }
button { min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; border: 1px solid transparent; border-radius: .75rem; background: var(--accent); color: var(--on-accent); cursor: pointer }
button.second { margin-top: 0; border-color: var(--line); background: none; color: inherit }
[role=alert] { margin: 1rem 0 0; padding: .5rem .75rem; border-inline-start: 4px solid light-dark(#b3201b, #ff9e95); border-radius: .25rem; background: light-dark(#fdf1f0, #36211f) }
.quiet { margin: 0; color: var(--dim) }
.places { margin: .5rem 0 0; padding: 0; list-style: none; unicode-bidi: plaintext }
footer { color: var(--dim); font-size: .875rem; text-align: center }
regain-account, regain-security { --regain-accent: var(--accent); --regain-on-accent: var(--on-accent); --regain-surface: var(--card) }
`
