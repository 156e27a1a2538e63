/** Asks the browser for a passkey, and distinguishes a cancelled prompt from an error. */
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { speak } from './speak.ts'

const words = speak({
  en: { given: 'No passkey was given. Try again, or take another way.', known: 'This device has a passkey for you already.' },
  de: {
    given: 'Es kam kein Passkey. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.',
    known: 'Dieses Gerät hat schon einen Passkey für Sie.',
  },
})

/** `message` is a sentence for the person. */
export class PasskeyNotGiven extends Error {
  override name = 'PasskeyNotGiven'
}

const said = (error: unknown): never => {
  throw new PasskeyNotGiven(error instanceof Error && error.name === 'InvalidStateError' ? words().known : words().given)
}

export const hasPasskeys = browserSupportsWebAuthn
export const makePasskey = (optionsJSON: PublicKeyCredentialCreationOptionsJSON) => startRegistration({ optionsJSON }).catch(said)
export const usePasskey = (optionsJSON: PublicKeyCredentialRequestOptionsJSON) => startAuthentication({ optionsJSON }).catch(said)
