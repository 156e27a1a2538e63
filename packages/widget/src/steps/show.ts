/** Shows the view that the server sent. */
import type { AnswerType, FlowReply } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import { isRare } from './is-rare.ts'
import { keep } from './keep.ts'
import { loadRareSteps } from './load-rare-steps.ts'
import { pick } from './pick.ts'

/** News about a name, a password, or a site that keeps its accounts itself. */
const RARE = /^(identifier|password|directory)-/

/** Few people see why a name is refused, why a password is easy to guess, or that the site does not answer. The words load when somebody does. */
async function sayRefusals(c: FlowController): Promise<void> {
  c.refusals = (await loadRareSteps()).refusalsIn(c.settings.locale)
}

export async function show(c: FlowController, { flow, problem }: FlowReply, sent?: AnswerType): Promise<void> {
  const { step } = flow
  keep(c, flow)
  // The previous screen stays until the part with the next one is loaded, so that the focus has a place. If the part does not load, the next screen asks for it again.
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
