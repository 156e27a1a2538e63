/** The first screen, in English. */
import type { FirstTexts } from '../texts.ts'
import { seconds } from './counted.ts'

export default {
  loading: 'One moment…',
  next: 'Next',
  tryAgain: 'Try again',
  tryAgainIn: (count) => `You can try again in ${seconds(count)}.`,
  step: (number, of) => `Step ${number} of ${of}`,
  choices: 'Choices',
  reasonTitle: 'Why can’t you sign in?',
  reasonMissing: 'Choose the closest match.',
  reasons: {
    'forgot-password': 'I forgot my password',
    'cannot-sign-in': 'I know my password, but can’t sign in',
    'compromised': 'I think someone else is in my account',
  },
  identifyTitle: 'Let’s get you back in',
  identifyLead: (site) => `Which ${site} account is yours?`,
  identifierLabel: 'Email, phone number or user name',
  identifierHint: 'For a phone number, include the country code, such as +49\u00a030\u00a01234567.',
  identifierMissing: 'Enter your email address, phone number or user name.',
  slow: 'This is taking longer than usual. We’re still trying.',
  offline: 'You’re offline. What you entered is kept. We’ll continue when you’re back online.',
  tooMany: 'There were too many attempts in a short time. Wait a moment, then try again. Nothing is lost.',
  unreachable: 'We can’t reach the server right now. What you entered is kept. Try again in a moment.',
  notSetUp: 'Account recovery isn’t set up on this page. Please contact the support team of this site.',
} satisfies FirstTexts
