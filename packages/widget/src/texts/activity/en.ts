/** What happened to an account, in English: said on the security page, and to who reports that somebody else is in. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'Somebody signed in',
  'recovery-started': 'Somebody named your account to get back in',
  'proof-given': 'Somebody proved to be you',
  'proof-failed': 'A wrong code was typed',
  'attempt-denied': 'An attempt was ended: somebody said that it was not you',
  'password-changed': 'The password was changed',
  'passkey-made': 'A passkey took the place of the password',
  'unlocked': 'Sign-in was opened again',
  'locked': 'The account was locked',
  'sign-in-locked': 'Sign-in was closed after wrong passwords',
  'account-changed': 'The site changed names, addresses or the password',
  'address-removed': 'An address was removed',
  'signed-out': 'You were signed out everywhere',
  'method-set-up': 'Set up',
  'method-renewed': 'Renewed',
  'method-removed': 'Removed',
  'contact-accepted': 'Somebody said yes to being a contact',
  'contact-left': 'Somebody does not want to be a contact',
  'recovery-stopped': 'An attempt by your contacts was stopped',
  'practised': 'You tried out whether you could get back in',
  'hold-ended': 'Something new was confirmed',
  'recovery-held': 'A recovery waits, because only one address hears of it',
} satisfies Record<Activity, string>
