/** The captchas on the first screen: a calculation in the background, or characters to see or hear. */
import type { CaptchaKind, CaptchaReply } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import type { Screen, StepContext } from '../screen.ts'
import { kit } from './kit.ts'
import { leave } from './load-rare-steps.ts'
import { loadCaptcha } from './send.ts'

type Characters = Extract<CaptchaReply, { kind: 'characters' }>

export function withCaptcha(context: StepContext, screen: Screen): Screen {
  const { c, t } = context
  const captcha = c.captcha
  const refused = c.news?.code === 'captcha-refused'
  if (captcha?.kind !== 'characters')
    return {
      ...screen,
      after: ways(context, t.useCharacters, 'characters'),
      said: refused ? { name: 'identifier', text: t.workRefused } : (screen.said ?? directory(context)),
    }
  const missing = kit.emptyOf(context, { characters: t.charactersMissing })
  const said = refused ? { name: 'characters', text: t.news['captcha-refused'] } : undefined
  return {
    ...screen,
    missing: [...(screen.missing ?? []), ...missing],
    said: said ?? screen.said ?? directory(context),
    fields: kit.html`${screen.fields}${kit.field(context, {
      name: 'characters',
      slot: 'more',
      label: t.charactersLabel,
      error: c.lacking.includes('characters') ? missing[0]?.text : said?.text,
      autocomplete: 'off',
      maxlength: 32,
    })}`,
    between: picture(context, captcha),
    after: ways(context, t.useWork, 'proof-of-work'),
    shown(root) {
      void draw(root, captcha)
      if (askedFor.delete(c)) root.querySelector('canvas')?.focus()
    },
  }
}

/** The flows whose person asked for another captcha: the focus moves to it. */
const askedFor = new WeakSet<FlowController>()

function ways({ c, t }: StepContext, other: string, kind: CaptchaKind) {
  const change = async () => {
    await c.working(() => loadCaptcha(c, kind))
    if (c.captcha?.kind !== kind) return
    if (kind === 'characters') askedFor.add(c)
    else c.say(t.workInstead)
    c.changed()
  }
  return kit.html`<button type="button" class="link" @click=${change}>${other}</button>${
    (c.site?.reasons.length ?? 0) > 1 ? kit.html`<button type="button" class="link" @click=${() => leave(c)}>${t.back}</button>` : ''
  }`
}

const directory = ({ c, t }: StepContext) =>
  c.news?.code === 'directory-unavailable'
    ? { name: 'identifier', text: c.refusals?.['directory-unavailable'] ?? t.problemTitle }
    : undefined

const bytesOf = (dataUrl: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(dataUrl.split(',')[1] ?? ''), (sign) => sign.charCodeAt(0))

/** Drawn on a canvas and played with Web Audio, so that the page's content security policy does not have to allow data URLs. */
function picture({ c, t }: StepContext, captcha: Characters) {
  const exchange = async () => {
    await c.working(() => loadCaptcha(c, 'characters'))
    if (c.captcha !== captcha) c.say(t.charactersNew)
  }
  return kit.html`<canvas width="480" height="160" role="img" tabindex="-1" aria-label=${t.charactersImage}></canvas>
    <div class="row">
      <button type="button" @click=${() => play(c, captcha)}>${c.sound ? t.charactersStop : t.charactersListen}</button>
      <button type="button" class="link" @click=${exchange}>${t.charactersOther}</button>
    </div>`
}

const drawn = new WeakMap<ShadowRoot, string>()

async function draw(root: ShadowRoot, { id, image }: Characters): Promise<void> {
  if (drawn.get(root) === id) return
  drawn.set(root, id)
  const bitmap = await createImageBitmap(new Blob([bytesOf(image)], { type: 'image/png' }))
  root.querySelector('canvas')?.getContext('2d')?.drawImage(bitmap, 0, 0)
}

async function play(c: FlowController, captcha: Characters): Promise<void> {
  if (c.sound) return c.sound.stop()
  const audio = new AudioContext()
  const source = audio.createBufferSource()
  c.sound = source
  c.changed()
  source.buffer = await audio.decodeAudioData(bytesOf(captcha.audio).buffer)
  source.connect(audio.destination)
  source.onended = () => {
    c.sound = undefined
    c.changed()
    void audio.close()
  }
  source.start()
}
