/** Offers a passkey in place of a new password. The password field stays, for people who prefer it or whose browser has no passkeys. */
import type { Step } from '@regain/core'
import { hasPasskeys, makePasskey } from '../passkeys.ts'
import type { RareContext, Screen } from '../screen.ts'
import { addStyles } from './add-styles.ts'
import { kit } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

/** By step: where the browser is asking now, and why it returned no passkey. */
const asking = new WeakSet<AbortSignal>()
const failed = new WeakMap<AbortSignal, 'notMade' | 'refused'>()

export function newPasskey(context: RareContext, step: StepOf<'new-password'>): Screen {
  const { c, w } = context
  const words = w.newPasskey
  const { left } = c
  const run = async () => {
    // A replay never asks the browser.
    if (!step.passkey || c.replayedAt !== undefined || asking.has(left)) return
    asking.add(left)
    failed.delete(left)
    c.changed()
    const credential = await makePasskey(step.passkey)
    asking.delete(left)
    if (left.aborted) return
    if (credential && credential !== 'known') await c.answer({ type: 'new-passkey', credential })
    else failed.set(left, 'notMade')
    // The error belongs to the passkey's button, not to the password field.
    if (c.news?.code === 'code-wrong') {
      c.news = undefined
      failed.set(left, 'refused')
    }
    c.changed()
  }
  const why = failed.get(left)
  const offer = hasPasskeys()
    ? kit.html`<h3>${words.title}</h3><p class="hint">${words.lead}</p><p aria-live="polite">${why ? words[why] : ''}</p>
      <button type="button" aria-disabled=${c.busy || asking.has(left) ? 'true' : 'false'} @click=${run}>${words.label}</button>`
    : kit.html`<p class="hint">${words.none}</p>`
  const screen = kit.newPassword(context, step)
  return { ...screen, shown: addStyles, after: kit.html`<div class="stack instead">${offer}</div>${screen.after}` }
}
