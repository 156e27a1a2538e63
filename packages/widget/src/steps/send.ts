/** Sends an answer, through a network that fails, so that it never counts twice. */
import type { Answer, CaptchaKind, CaptchaReply, FlowReply, FlowView } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { checking } from './checking.ts'
import { isOver } from './frame-parts.ts'
import { drop } from './keep.ts'
import { fits, Refused } from './kit.ts'
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
      if (error instanceof Refused) {
        if (error.code === 'wrong-step' && fits(error.body, flowReply)) {
          await show(c, { flow: (error.body as FlowReply).flow })
          if (attempt === 0) c.fault = { kind: 'out-of-order' }
          return
        }
        // The same answer, still being worked on, is as good as a lost reply.
        if (error.code !== 'in-progress') throw error
      }
      if (attempt >= TRIES && navigator.onLine) throw error
    }
    await networkBack(c, attempt)
    // The reply was lost, the answer perhaps not: what the server says now decides, and nothing is sent a second time that counted.
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

/** `navigator.onLine` is a hint: behind some VPNs it is false while everything works. It chooses the words, and while it is false nothing is given up. */
async function networkBack(c: FlowController, attempt: number): Promise<void> {
  c.fault = { kind: navigator.onLine ? 'slow' : 'offline' }
  c.changed()
  await new Promise<unknown>((resolve) => {
    setTimeout(resolve, Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2))
    addEventListener('online', resolve, { once: true })
  })
}

/** The server says how a flow ended whose time is up. */
export function tick(c: FlowController): void {
  const { flow } = c
  if (flow && c.now() > Date.parse(flow.expiresAt)) void refresh(c)
}

/** Also at a flow that is not on the screen yet. */
export async function look(c: FlowController, at?: Pick<FlowView, 'id'>): Promise<void> {
  const now = await read(c, at)
  if (now) await show(c, now)
}

/** Goes on where this tab was before its page was loaded anew. False: what was kept is nothing that the server knows. */
export async function resume(c: FlowController): Promise<boolean> {
  const [id = '', token = ''] = c.resumed.split(' ')
  c.token = token
  try {
    await look(c, { id })
    return true
  } catch (error) {
    if (!(error instanceof Refused && /^(not-found|unauthorized)$/.test(error.code))) throw error
    drop(c.place, id)
    c.resumed = ''
    return false
  }
}

/** The same, unnoticed: the page was out of sight, or something happens elsewhere. What is being typed stays, and what goes wrong is tried again later. */
export async function refresh(c: FlowController): Promise<void> {
  const { flow } = c
  if (!flow || c.busy || isOver(flow.step)) return
  const now = await read(c).catch(() => undefined)
  // What the person did meanwhile is newer than this reply.
  if (now && c.flow === flow && JSON.stringify(now.flow.step) !== JSON.stringify(flow.step)) await show(c, now)
}

/** Another captcha: the first, or the old one is spent, not liked, or of the other kind. */
export async function loadCaptcha(c: FlowController, kind?: CaptchaKind): Promise<void> {
  // Without a secure context a browser offers no cryptography to work with.
  c.captchaKind = kind ?? (crypto.subtle ? c.captchaKind : 'characters')
  // What the status says is about the check that is there.
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
    // Work grows old while a person thinks: it is done anew, and nobody need know.
    if (c.news?.code === 'captcha-refused' && c.solution) {
      await loadCaptcha(c)
      await send(c, named)
    }
  } finally {
    checking.delete(c)
    // It may be spent, whatever came of it.
    if (c.flow?.step.type === 'identify' && c.news?.code !== 'identifier-refused')
      await loadCaptcha(c).catch(() => {
        c.captcha = undefined
      })
  }
}
