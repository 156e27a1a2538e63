/** The shop's passkey button: a form whose script asks the browser for a credential and submits it. */
import { html } from 'hono/html'
import type { Markup } from './shop-page.ts'

/** The reply of Regain's `POST /v1/sign-in-challenges`. */
export interface AskedPasskey {
  question: string
  passkey: { challenge: string; rpId: string }
}

export interface PasskeyForm {
  action: string
  label: string
  asked: AskedPasskey | undefined
}

/** Empty if the realm has no sign-in by passkey. */
export const passkeyForm = ({ action, label, asked }: PasskeyForm): Markup | '' =>
  asked
    ? html`<form method="post" action="${action}" data-passkey="${JSON.stringify(asked.passkey)}"><input type="hidden" name="question" value="${asked.question}"><input type="hidden" name="credential"><button class="second">${label}</button></form>`
    : ''

export const PASSKEY_SCRIPT = `const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { challenge, rpId } = JSON.parse(form.dataset.passkey)
    const publicKey = { challenge: bytes(challenge), rpId, userVerification: 'required' }
    // After a cancelled prompt the page stays as it is.
    const given = await navigator.credentials.get({ publicKey }).catch(() => undefined)
    if (!given) return
    const { clientDataJSON, authenticatorData, signature, userHandle } = given.response
    const response = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) }
    if (userHandle) response.userHandle = text(userHandle)
    form.elements.credential.value = JSON.stringify({ id: given.id, rawId: text(given.rawId), type: 'public-key', response })
    form.submit()
  })
}
`
