/** What happened to an account, in English: on the security page, and for people who report that someone else is in their account. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'Someone signed in',
  'recovery-started': 'Someone started a recovery of your account',
  'proof-given': 'Someone proved that they are you',
  'proof-failed': 'Someone entered a wrong code',
  'attempt-denied': 'An attempt was ended, because someone said it wasn’t you',
  'password-changed': 'The password was changed',
  'passkey-made': 'A passkey replaced the password',
  'unlocked': 'Sign-in was unlocked',
  'locked': 'The account was locked',
  'sign-in-locked': 'Sign-in was locked after wrong passwords',
  'account-changed': 'The site changed names, addresses or the password',
  'address-removed': 'An address was removed',
  'signed-out': 'You were signed out everywhere',
  'method-set-up': 'Set up',
  'method-renewed': 'Renewed',
  'method-removed': 'Removed',
  'contact-accepted': 'Someone agreed to be your contact',
  'contact-left': 'Someone doesn’t want to be your contact',
  'recovery-stopped': 'A recovery with help from your contacts was stopped',
  'practised': 'You did a practice run',
  'hold-ended': 'A new method or address was confirmed',
  'recovery-held': 'A recovery has a waiting period, because we can notify only one address',
} satisfies Record<Activity, string>
