/** The HTML of the mailbox and the phone. New messages appear by themselves, and the open one stays open. */
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Arrived } from './arrived.ts'

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

const time = ({ at }: Arrived): Markup => html`<time datetime="${at.toISOString()}">${at.toLocaleTimeString('en-GB')}</time>`

export function mailboxPage(arrived: readonly Arrived[], asked: number): Markup {
  const mails = arrived.filter(({ kind }) => kind === 'mail')
  const open = mails.find(({ id }) => id === asked) ?? mails[0]
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Mailbox and phone</title><link rel="stylesheet" href="/mailbox.css"><script type="module" src="/mailbox.js"></script></head>
<body><header><h1>Mailbox and phone</h1><p>What truly went over SMTP and the SMS gateway, for everybody in the demo.</p></header>
<main>
<nav id="inbox" aria-label="Inbox"><h2>Inbox</h2><ol id="mails">${mails.map((mail) => line(mail, mail === open))}</ol></nav>
${letter(open)}
${phone(arrived.filter(({ kind }) => kind === 'sms'))}
</main></body></html>`
}

const line = (
  mail: Arrived,
  open: boolean,
): Markup => html`<li><a id="mail-${mail.id}" href="/?mail=${mail.id}" ${open ? raw('aria-current="true"') : ''}>
<span class="who">${mail.to}</span>${time(mail)}<span class="subject" dir="auto">${mail.subject}</span></a></li>`

const letter = (mail: Arrived | undefined): Markup =>
  mail
    ? html`<article id="letter" data-mail="${mail.id}" aria-label="Mail"><h2 dir="auto">${mail.subject}</h2>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to}</dd><dt>Came</dt><dd>${time(mail)}</dd></dl>
<iframe src="/mails/${mail.id}" sandbox="allow-same-origin" title="${mail.subject}"></iframe>
<details><summary>As plain text</summary><pre dir="auto">${mail.text}</pre></details></article>`
    : html`<article id="letter" aria-label="Mail"><p class="empty">No mail yet. Ask for a code in the shop: it shows up here within a second.</p></article>`

const phone = (messages: readonly Arrived[]): Markup =>
  html`<section id="phone" aria-label="Phone"><div class="screen"><h2>Messages</h2><ol id="messages">${
    messages.length === 0
      ? html`<li class="empty">No text messages yet.</li>`
      : messages.map(
          (message) => html`<li><p class="about"><b>${message.from}</b> to <bdi>${message.to}</bdi>, ${time(message)}</p>
<p class="bubble" dir="auto">${message.text}</p></li>`,
        )
  }</ol></div></section>`

export const MAILBOX_SCRIPT = `const fit = () => {
  for (const frame of document.querySelectorAll('#letter iframe')) {
    const page = frame.contentDocument?.documentElement
    if (!page) continue
    frame.style.height = '0'
    frame.style.height = page.scrollHeight + 'px'
  }
}
addEventListener('resize', fit)
document.addEventListener('load', fit, true)
fit()

async function refresh() {
  const reply = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html')
  const focused = document.activeElement?.id
  const newer = (id) => document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes)
  newer('mails')
  newer('messages')
  const [shown, wanted] = [document, fresh].map((page) => page.getElementById('letter'))
  if (shown.dataset.mail !== wanted.dataset.mail) shown.replaceWith(wanted)
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}
const bell = new EventSource('/events')
bell.onmessage = refresh
// Messages that arrived while the connection was down.
bell.onopen = refresh
`

export const MAILBOX_STYLE = `:root { color-scheme: light dark; --ink: light-dark(#1f2430, #eceff4); --dim: light-dark(#5a6272, #aab2c0); --line: light-dark(#dfe3ea, #333945); --card: light-dark(#fff, #1b1f27); --accent: light-dark(#2753c7, #9db8ff); --bubble: light-dark(#e7ecf5, #2b323f) }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#eef0f4, #111318) }
header { padding: 1.25rem clamp(1rem, 3vw, 2rem) 0 }
h1, h2, p { margin: 0 }
h1 { font-size: 1.4rem }
h2 { font-size: 1.05rem }
header p, .empty, .about, dt { color: var(--dim) }
main { display: grid; gap: 1.25rem; align-items: start; padding: 1.25rem clamp(1rem, 3vw, 2rem) }
#inbox, #letter { border: 1px solid var(--line); border-radius: 1rem; background: var(--card); overflow: hidden }
#inbox h2 { padding: .9rem 1rem .6rem }
ol { margin: 0; padding: 0; list-style: none }
#mails { max-height: 12rem; overflow-y: auto }
#mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; padding: .6rem 1rem; border-block-start: 1px solid var(--line); color: inherit; text-decoration: none }
#mails a[aria-current] { background: light-dark(#e8eefc, #26314a); box-shadow: inset 3px 0 var(--accent) }
.who { font-weight: 600; overflow-wrap: anywhere }
.subject { grid-column: 1 / -1; text-align: start; color: var(--dim); font-size: .9rem }
time { color: var(--dim); font-size: .85rem; font-variant-numeric: tabular-nums }
#letter { padding: 1.25rem }
#letter h2 { font-size: 1.35rem; line-height: 1.3 }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .75rem; margin: .75rem 0 1rem; font-size: .9rem }
dd { margin: 0; overflow-wrap: anywhere }
iframe { display: block; width: 100%; height: 34rem; border: 0; border-radius: .75rem; background: light-dark(#f3f4f7, #16181d) }
details { margin-top: 1rem }
summary { min-height: 1.5rem; color: var(--accent); cursor: pointer }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.5 ui-monospace, monospace }
#phone { width: min(100%, 21rem); margin-inline: auto; padding: .75rem; border-radius: 2.75rem; background: light-dark(#262a33, #30353f) }
.screen { min-height: 34rem; max-height: 44rem; padding: 0 1rem 1rem; border-radius: 2.1rem; background: var(--card); overflow-y: auto }
.screen h2 { position: sticky; top: 0; padding: 1.25rem 0 .75rem; text-align: center; background: var(--card) }
#messages { display: grid; gap: 1rem }
.about { padding-inline-start: .5rem; font-size: .8rem }
.about time { font-size: inherit }
.bubble { margin-top: .2rem; padding: .7rem .9rem; border-radius: 1.2rem 1.2rem 1.2rem .3rem; background: var(--bubble); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .95rem }
#messages .empty { padding: 2rem 0; text-align: center }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px }
@media (min-width: 46rem) { main { grid-template-columns: minmax(0, 1fr) 21rem } #inbox { grid-column: 1 } #letter { grid-column: 1 } #phone { grid-area: 1 / 2 / span 2; position: sticky; top: 1.25rem } }
@media (min-width: 80rem) { main { grid-template-columns: 18rem minmax(0, 1fr) 21rem } #mails { max-height: calc(100vh - 11rem) } #letter { grid-column: 2 } #phone { grid-area: 1 / 3 } }
`
