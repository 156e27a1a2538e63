/** "Who are you": one field, and a captcha that is invisible or typed. */
import type { CaptchaReply } from '@regain/core'
import { html, nothing } from 'lit'
import { ref } from 'lit/directives/ref.js'
import type { Screen, StepContext } from '../ui.ts'
import { field } from '../ui.ts'

type Characters = Extract<CaptchaReply, { kind: 'characters' }>

export function identify(context: StepContext): Screen {
  const { c, t, siteName } = context
  const characters = c.captcha?.kind === 'characters' ? c.captcha : undefined
  const refused = c.news?.code === 'identifier-refused' ? t.identifierRefused[c.news.why] : undefined
  return {
    title: t.identifyTitle,
    lead: t.identifyLead(siteName),
    fields: html`${field(context, { name: 'identifier', label: t.identifierLabel, hint: t.identifierHint, error: refused, autocomplete: 'username' })}
      ${characters ? field(context, { name: 'characters', slot: 'more', label: t.charactersLabel, error: c.news?.code === 'captcha-refused' ? t.news['captcha-refused'] : undefined, autocomplete: 'off', maxlength: 32 }) : nothing}`,
    ...(characters && { between: picture(context, characters) }),
    after: html`${c.busy && !characters ? html`<p class="hint">${t.checking}</p>` : nothing}
      <button type="button" class="link" @click=${() => c.switchCaptcha(characters ? 'proof-of-work' : 'characters')}>${characters ? t.useWork : t.useCharacters}</button>`,
    submit: { label: t.next, run: (data) => c.identify(String(data.get('identifier')), String(data.get('characters') ?? '')) },
  }
}

const bytesOf = (dataUrl: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (sign) => sign.charCodeAt(0))

/** Drawn on a canvas and played by Web Audio: a page's policy for images and media need not know of data URLs. */
function picture({ c, t }: StepContext, captcha: Characters) {
  return html`<div class="captcha">
    <canvas width="480" height="160" role="img" aria-label=${t.charactersImage} data-captcha=${captcha.id} ${onCanvas(captcha)}></canvas>
    <div class="row">
      <button type="button" class="quiet" @click=${() => play(captcha)}>${t.charactersListen}</button>
      <button type="button" class="quiet" @click=${() => c.switchCaptcha('characters')}>${t.charactersOther}</button>
    </div>
  </div>`
}

const drawn = new WeakMap<Element, string>()
const onCanvas = (captcha: Characters) =>
  ref((element) => {
    if (!(element instanceof HTMLCanvasElement) || drawn.get(element) === captcha.id) return
    drawn.set(element, captcha.id)
    void createImageBitmap(new Blob([bytesOf(captcha.image)], { type: 'image/png' })).then((bitmap) =>
      element.getContext('2d')?.drawImage(bitmap, 0, 0),
    )
  })

async function play(captcha: Characters): Promise<void> {
  const audio = new AudioContext()
  const source = audio.createBufferSource()
  source.buffer = await audio.decodeAudioData(bytesOf(captcha.audio).buffer)
  source.connect(audio.destination)
  source.onended = () => void audio.close()
  source.start()
}
