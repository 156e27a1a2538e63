/** The parts of the frame that can load after the first screen: errors, the status line, and the foot. */
import { isCode, type Step, type Support } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import type { Screen, StepContext } from '../screen.ts'
import { checking } from './checking.ts'
import { kit } from './kit.ts'

/** All errors together, with links to their fields (the error summary of the GOV.UK Design System). */
export function wrongs(context: StepContext, screen: Screen) {
  const found = kit.wrongsOf(context, screen)
  const go = (name: string) => (event: Event) => {
    event.preventDefault()
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot
    const field = root.host.querySelector<HTMLElement>(`#${context.id(name)}`) ?? root.querySelector<HTMLElement>(`[name=${name}]`)
    field?.focus()
  }
  return found.length > 0
    ? kit.html`<div part="error" class="box" role="alert" tabindex="-1"><b>${context.t.problemTitle}</b> <ul>${found.map(({ name, text }) => kit.html`<li><a href="#${context.id(name)}" @click=${go(name)}>${text}</a></li>`)}</ul></div>`
    : kit.nothing
}

/** The status line, read aloud when the person pauses. It has two parts, and each is read when it changes. */
export function statusOf(context: StepContext) {
  const going = goingOn(context)
  const { said } = context.c
  return kit.html`${going}${going && said ? ' ' : ''}${said}`
}

function goingOn({ c, t }: StepContext): string {
  if (checking.has(c) && c.solution) return t.checking
  if (c.fault?.kind === 'out-of-order') return t.outOfOrder
  // People are warned before a time limit ends, and learn what to do about it (WCAG 2.2.1).
  const minutes = endsIn(c)
  return minutes ? t.endsSoon(minutes) : codeStatus(c, t)
}

const WARN_MINUTES = [1, 5]

function endsIn(c: FlowController): number | undefined {
  if (!c.flow || isOver(c.flow.step)) return undefined
  return soon(c, c.flow.expiresAt)
}

/** The sentences change only at these minutes, because each change is read aloud. */
function soon(c: FlowController, at: string): number | undefined {
  const left = (Date.parse(at) - c.now()) / 60_000
  return WARN_MINUTES.find((minutes) => left < minutes)
}

function codeStatus(c: FlowController, t: StepContext['t']): string {
  const step = c.flow?.step
  if (step?.type !== 'challenge' || !isCode(step.method)) return ''
  if (c.now() >= Date.parse(step.expiresAt)) return t.codeOver
  const minutes = soon(c, step.expiresAt)
  return minutes ? t.codeEndsSoon(minutes) : ''
}

export const isOver = ({ type }: Step): boolean => type === 'done' || type === 'stopped'

export function foot({ c, t, siteName }: StepContext) {
  if (c.flow && isOver(c.flow.step)) return kit.nothing
  const support = c.flow?.step.type !== 'help' && c.site?.support
  return kit.html`<footer class="stack"><p>${t.asksNobody(siteName)}</p>
    <div class="row">${endsIn(c) ? kit.html`<button type="button" class="link" @click=${c.startOver}>${t.again}</button>` : kit.nothing}${support && hasContact(support) ? kit.html`<details><summary>${t.support}</summary>${contact(support)}</details>` : kit.nothing}${
      c.flow ? kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'cancel' })}>${t.cancel}</button>` : kit.nothing
    }</div></footer>`
}

export const hasContact = ({ url, email, phone }: Support): boolean => Boolean(url ?? email ?? phone)

const link = (href: string, text: string) =>
  kit.html`<li><a href=${href} rel="noreferrer" target="_blank"><bdi dir="ltr">${text}</bdi></a></li>`

export const contact = ({ url, email, phone, hours }: Support) =>
  kit.html`<ul>${url && link(url, new URL(url).host)}${email && link(`mailto:${email}`, email)}${
    phone && link(`tel:${phone.replace(/[^+\d]/g, '')}`, phone)
  }${hours && kit.html`<li>${hours}</li>`}</ul>`
