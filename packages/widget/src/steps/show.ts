/** Puts on the screen what the server says now. */
import type { AnswerType, FlowReply } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { isRare } from './is-rare.ts'
import { keep } from './keep.ts'
import { loadRareSteps } from './load-rare-steps.ts'
import { pick } from './pick.ts'

/** Of a name, a password, or a site that keeps its accounts itself. */
const RARE = /^(identifier|password|directory)-/

/** Few are told why a name can't be read, what is wrong with a password that looks fine, or that a site does not answer: the words come when somebody is. */
async function sayRefusals(c: FlowController): Promise<void> {
  c.refusals = (await loadRareSteps()).refusalsIn(c.settings.locale)
}

export async function show(c: FlowController, { flow, problem }: FlowReply, sent?: AnswerType): Promise<void> {
  const { step } = flow
  keep(c, flow)
  // The screen before stays until the part that shows the next one has come: without it the focus would have nowhere to be. If it does not come, the screen itself asks for it again.
  if (isRare(step)) await loadRareSteps().catch(() => undefined)
  if (problem && RARE.test(problem.code)) await sayRefusals(c).catch(() => undefined)
  const before = c.flow?.id === flow.id ? c.flow.step.type : undefined
  if (sent === 'new-password' && step.type === 'done') c.host.submitForm()
  c.flow = flow
  if (problem) c.wrongs += 1
  c.fault = undefined
  if (sent === 'resend') c.typed.delete('code')
  if (step.type !== before) {
    c.nextStep()
    if (step.type === 'choose-method' && step.methods[0] && !step.methods[1]) pick(c, step.methods[0])
    c.host.tell('regain-step', { step: step.type })
    if (step.type === 'done') c.host.tell('regain-done', { outcome: step.outcome })
    if (step.type === 'stopped' && step.because === 'cancelled') c.host.tell('regain-cancel', {})
  }
  c.news = problem
  c.changed()
}
