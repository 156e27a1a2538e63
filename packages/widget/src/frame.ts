/** The frame of every screen: the name of the site, the progress, and what is in the way. */
import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { FirstContext, Screen, StepContext } from './screen.ts'

const PLACES = 4

export function frame(context: FirstContext, screen: Screen | undefined, submit: (event: Event) => void): TemplateResult {
  const { c, t, siteName } = context
  // Undefined until their texts are loaded, too.
  const steps = 'checking' in t ? context.steps : undefined
  const later = context as StepContext
  return html`<section part="frame" dir=${t.direction} lang=${t.language} aria-busy=${c.busy ? 'true' : 'false'}>
    ${siteName ? html`<header><b>${siteName}</b>${screen?.place ? html`<span>${t.step(screen.place, PLACES)}</span><progress aria-hidden="true" max=${PLACES} .value=${screen.place}></progress>` : nothing}</header>` : nothing}
    ${screen && steps?.wrongs(later, screen)}
    ${screen?.title ? html`<div class="stack"><h2 part="title" tabindex="-1" aria-describedby=${screen.lead ? 'lead' : nothing}>${screen.title}</h2>${screen.lead ? html`<p part="lead" id="lead">${screen.lead}</p>` : nothing}</div>` : nothing}
    <div part="fault" class="box" role="alert">${faultOf(context)}</div>
    ${wayOn(context)}${screen?.before}
    <div class="stack"><slot></slot>${screen?.between}<slot name="more"></slot></div>
    ${screen?.submit ? html`<button type="button" class="main" part="main" aria-disabled=${c.busy || screen.isOver ? 'true' : 'false'} @click=${submit}>${c.busy ? t.loading : screen.submit.label}</button>` : nothing}
    <p class="hint" part="status" aria-live="polite">${c.fault?.kind === 'slow' ? t.slow : screen ? steps?.statusOf(later) : c.fault ? '' : t.loading}</p>
    ${screen?.after ? html`<div class="row">${screen.after}</div>` : nothing}
    ${c.site && steps?.foot(later)}
  </section>`
}

/** What is in the way, read aloud at once. */
function faultOf({ c, t }: FirstContext): string {
  const words = {
    'offline': t.offline,
    'too-many': t.tooMany,
    'unreachable': t.unreachable,
    'not-set-up': t.notSetUp,
    'slow': '',
    'out-of-order': '',
  }
  return c.fault ? words[c.fault.kind] : ''
}

function wayOn({ c, t }: FirstContext) {
  const { fault } = c
  if (c.busy || !faultOf({ c, t } as FirstContext)) return nothing
  const wait = fault?.kind === 'too-many' ? Math.ceil((fault.until - c.now()) / 1000) : 0
  const words = wait > 0 ? t.tryAgainIn(wait) : ''
  return html`<div class="row"><button type="button" aria-disabled=${wait > 0 ? 'true' : 'false'} @click=${() => (wait > 0 ? c.say(words) : c.tryAgain())}>${t.tryAgain}</button><span class="hint">${words}</span></div>`
}
