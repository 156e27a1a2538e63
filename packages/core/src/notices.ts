/** What an account's owner is notified of, and the possible answers to a request for support. */

/** What support can do to an account. */
export const supportChanges = [
  'locked',
  'unlocked',
  'disabled',
  'enabled',
  'signed-out',
  'codes-voided',
  'limits-lifted',
  'recovery-offered',
  'destination-removed',
] as const
/** Changes by the owner, or by a person who proved or seemed to be the owner. The notice says what to do if it was someone else. */
export const ownerChanges = [
  'unlocked-by-owner',
  'shut-by-owner',
  'frozen-by-owner',
  'restored-by-owner',
  'addresses-changed',
  'password-replaced',
  'address-disowned',
  'saved-codes-made',
  'saved-codes-removed',
  'saved-code-used',
  'totp-set-up',
  'totp-removed',
  'totp-guessed',
  'totp-stopped',
  'passkey-made',
  'passkey-added',
  'passkey-removed',
  'passkey-copied',
  'contact-invited',
  'contact-accepted',
  'contact-removed',
  'contact-left',
  'contacts-asked',
  'contacts-proved',
  'contacts-denied',
  'attempt-denied',
  'device-approved',
  'hold-ended',
  'recovery-held',
] as const
export type OwnerChange = (typeof ownerChanges)[number]
export type AccountChange = (typeof supportChanges)[number] | OwnerChange

/** Only templates, so that nobody can talk an operator into writing something else. */
export const caseAnswers = ['go-on', 'get-in-touch', 'refused'] as const
export type CaseAnswer = (typeof caseAnswers)[number]

/** The status of a case, as the holder of its reference sees it: the same for an unknown name. */
export const shownCaseStates = ['received', 'looked-at', 'answered'] as const
export type ShownCaseState = (typeof shownCaseStates)[number]
