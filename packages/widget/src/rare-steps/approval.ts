/** Waits for an answer on the page of an email or on another device: shows the number to enter there, and continues by itself. */
import type { FlowView, Step } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import type { RareTexts } from '../languages/texts.ts'
import type { RareContext, Screen } from '../screen.ts'
import { addStyles } from './add-styles.ts'
import { kit } from './kit.ts'

type Challenge = Extract<Step, { type: 'challenge' }>

const FIRST_WAIT_MS = 2000
/** Looking for an email takes a while: the page asks at most every twelve seconds. */
const LONGEST_WAIT_MS = 12_000

/** The steps whose answer the page is waiting for. */
const watched = new WeakSet<AbortSignal>()
/** The steps where the person said that they had entered the number, but the server had not received it. */
const tooSoon = new WeakSet<AbortSignal>()
/** The views that came after a wrong number used up the question, with the method that had asked it. */
const voided = new WeakMap<FlowView, string>()

export function approval(context: RareContext, step: Challenge): Screen {
  const { c, t, w } = context
  const { left } = c
  const minutes = Math.ceil((Date.parse(step.expiresAt) - c.now() - 1000) / 60_000)
  const isOver = minutes <= 0
  const { title, lead, hint, until, over, notYet } = wordsOf(w, step)
  return {
    title,
    lead,
    place: 3,
    before: kit.who(context),
    between: kit.html`<p class="number"><span>${w.approvalNumber}</span> <b><bdi dir="ltr">${step.number ?? '••'}</bdi></b></p>
      <p class="hint">${hint} ${isOver ? '' : until(minutes)}</p>
      <p aria-live="polite">${isOver ? over : tooSoon.has(left) ? notYet : w.approvalWaits}</p>`,
    submit: { label: w.approvalDone, run: () => lookNow(c) },
    after: kit.html`${step.method === 'email-approval' ? kit.resending(context, step, w.approvalResends) : kit.nothing}<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>${kit.noMethod(context)}`,
    shown(root) {
      addStyles(root)
      void watch(c, root)
    },
  }
}

function wordsOf(w: RareTexts, { method, masked }: Challenge): Omit<RareTexts['device'], 'void'> {
  if (method === 'device-approval') return w.device
  const lead = w.approvalLead(masked && `\u2068${masked}\u2069`)
  const moments = { until: w.approvalUntil, over: w.approvalOver, notYet: w.approvalNotYet }
  return { title: w.approvalTitle, lead, hint: w.approvalHint, ...moments }
}

/** Says above the list of methods why the person is back there. */
export function leadAfter({ c, w }: RareContext, screen: Screen): Screen {
  const by = c.flow && voided.get(c.flow)
  if (!by) return screen
  return { ...screen, lead: `${by === 'device-approval' ? w.device.void : w.approvalVoid} ${screen.lead ?? ''}`.trim() }
}

function voids(view: FlowView | undefined, before: FlowView | undefined): void {
  if (view?.step.type !== 'choose-method' || before?.step.type !== 'challenge') return
  const { method } = before.step
  // After a right number the server asks for a second proof, and does not offer this method again.
  if (view.step.methods.some((offer) => offer.method === method)) voided.set(view, method)
}

async function lookNow(c: FlowController): Promise<void> {
  const { left, flow } = c
  await c.look()
  if (!left.aborted) tooSoon.add(left)
  else voids(c.flow, flow)
  c.changed()
}

/** Asks less and less often, and not while the page is hidden. An element that was removed from the page starts again when it is back. */
async function watch(c: FlowController, root: ShadowRoot): Promise<void> {
  const { left } = c
  if (c.replayedAt !== undefined || watched.has(left)) return
  watched.add(left)
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.2, LONGEST_WAIT_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    if (left.aborted || !root.isConnected) return void watched.delete(left)
    if (document.hidden) continue
    const { flow } = c
    await c.refresh()
    if (c.flow === flow) continue
    voids(c.flow, flow)
    c.changed()
  }
}
