/** Sends an answer over an unreliable network, so that it never counts twice. */
import type { Answer, CaptchaKind, CaptchaReply, FlowReply, FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { checking } from './checking.ts'
import { isOver } from './frame-parts.ts'
import { drop } from './keep.ts'
import { kit } from './kit.ts'
import { read } from './read.ts'
import { captchaReply, flowReply } from './replies.ts'
import { show } from './show.ts'
import { solve } from './solve.ts'

const TRIES = 5
const FIRST_WAIT_MS = 600
const LONGEST_WAIT_MS = 10_000

export async function send(c: FlowController, make: () => Answer | Promise<Answer>): Promise<void> {
  const { flow, client, token } = c
  if (!flow || !client) return
  let answer = await make()
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await show(c, await client.call<FlowReply>(flowReply, `/v1/flows/${flow.id}/answers`, answer, token), answer.type)
    } catch (error) {
      if (error instanceof kit.Refused) {
        if (error.code === 'wrong-step' && kit.fits(error.body, flowReply)) {
          await show(c, { flow: (error.body as FlowReply).flow })
          if (attempt === 0) c.fault = { kind: 'out-of-order' }
          return
        }
        // The server is still working on the same answer: treat it like a lost reply.
        if (error.code !== 'in-progress') throw error
      }
      if (attempt >= TRIES && navigator.onLine) throw error
    }
    await networkBack(c, attempt)
    // The reply was lost, but the answer may have arrived. What the server says now decides, so that no answer is sent twice.
    const now = await read(c).catch(() => undefined)
    if (now && JSON.stringify(now.flow.step) !== JSON.stringify(flow.step)) {
      const counted = answer.type === 'challenge' && now.flow.step.type === 'challenge'
      return await show(c, counted ? { flow: now.flow, problem: { code: 'code-wrong' } } : now, answer.type)
    }
    if (now && answer.type === 'identify') {
      await loadCaptcha(c)
      if (c.captcha?.kind === 'characters') return await show(c, { flow: now.flow, problem: { code: 'captcha-refused' } })
      answer = await make()
    }
  }
}

/** `navigator.onLine` is a hint: behind some VPNs it is false while everything works. It chooses the words, and while it is false the widget never gives up. */
async function networkBack(c: FlowController, attempt: number): Promise<void> {
  c.fault = { kind: navigator.onLine ? 'slow' : 'offline' }
  c.changed()
  await new Promise<unknown>((resolve) => {
    setTimeout(resolve, Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2))
    addEventListener('online', resolve, { once: true })
  })
}

/** Asks the server how the flow ended when its time is up. */
export function tick(c: FlowController): void {
  const { flow } = c
  if (flow && c.now() > Date.parse(flow.expiresAt)) void refresh(c)
}

/** Also works for a flow that is not on the screen yet. */
export async function look(c: FlowController, at?: Pick<FlowView, 'id'>): Promise<void> {
  const now = await read(c, at)
  if (now) await show(c, now)
}

/** Continues where this tab was before the reload. False if the server does not know the flow that was kept. */
export async function resume(c: FlowController): Promise<boolean> {
  const [id = '', token = ''] = c.resumed.split(' ')
  c.token = token
  try {
    await look(c, { id })
    return true
  } catch (error) {
    if (!(error instanceof kit.Refused && /^(not-found|unauthorized)$/.test(error.code))) throw error
    drop(c.place, id)
    c.resumed = ''
    return false
  }
}

/** Does the same in the background: the page was hidden, or the person acts elsewhere. What is being typed stays, and failures are tried again later. */
export async function refresh(c: FlowController): Promise<void> {
  const { flow } = c
  if (!flow || c.busy || isOver(flow.step)) return
  const now = await read(c).catch(() => undefined)
  // If the person did something in the meantime, this reply is out of date.
  if (now && c.flow === flow && JSON.stringify(now.flow.step) !== JSON.stringify(flow.step)) await show(c, now)
}

/** Loads a captcha: the first one, or another one after the old one was used or refused. */
export async function loadCaptcha(c: FlowController, kind?: CaptchaKind): Promise<void> {
  // Without a secure context, browsers offer no Web Crypto for the calculation.
  c.captchaKind = kind ?? (crypto.subtle ? c.captchaKind : 'characters')
  // The status line must not speak about the earlier captcha.
  c.solution = undefined
  c.sound?.stop()
  const captcha = await c.client?.call<CaptchaReply>(captchaReply, '/v1/captchas', { site: c.settings.site, kind: c.captchaKind })
  c.captcha = captcha
  c.typed.delete('characters')
  c.solution = captcha?.kind === 'proof-of-work' ? solve(captcha.challenge.parameters, c.left) : undefined
  c.solution?.catch(() => undefined)
  c.changed()
}

export async function identify(c: FlowController): Promise<void> {
  const named = async (): Promise<Answer> => ({
    type: 'identify',
    identifier: c.typed.get('identifier') ?? '',
    captcha: { id: c.captcha?.id ?? '', solution: (await c.solution) ?? c.typed.get('characters') ?? '' },
  })
  checking.add(c)
  try {
    if (!c.captcha) await loadCaptcha(c)
    await send(c, named)
    // The solution may have expired while the person was typing: solve a new one without telling them.
    if (c.news?.code === 'captcha-refused' && c.solution) {
      await loadCaptcha(c)
      await send(c, named)
    }
  } finally {
    checking.delete(c)
    // The captcha may be used up, whatever the result was.
    if (c.flow?.step.type === 'identify' && c.news?.code !== 'identifier-refused')
      await loadCaptcha(c).catch(() => {
        c.captcha = undefined
      })
  }
}
