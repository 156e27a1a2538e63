/** The steps that few people see, in English. */
import type { RareTexts } from '../texts.ts'
import activity from './activity.ts'
import { minutes, seconds } from './counted.ts'

export default {
  identifierRefused: {
    'kind-not-accepted': 'This site doesn’t use this kind of name. Try your email address.',
    'character': 'We can’t read one of the characters. Type the name instead of pasting it.',
    'too-long': 'This is too long. Enter only your email address, phone number or user name.',
    'phone-country': 'Enter the phone number with its country code, such as +49\u00a030\u00a01234567.',
    'phone-unknown':
      'That phone number isn’t valid. Check that no digit is missing, and include the country code, such as +49\u00a030\u00a01234567.',
    'phone-extension': 'Leave out the extension. Enter the number that reaches you directly.',
    'email-space': 'An email address has no spaces. Enter it like name@example.org.',
    'email-comma': 'The email address contains a comma. Use a full stop instead, like name@example.org.',
    'email-several': 'Enter only one email address, like name@example.org.',
    'email-local': 'Check the part before the @. Enter the full address, like name@example.org.',
    'email-domain': 'Check the part after the @. It should look like example.org.',
  },
  news: {
    'directory-unavailable': 'The site can’t do this right now. Nothing is lost. Try again in a minute.',
    'directory-unsure': 'We couldn’t confirm the change. Send the same password again. This is safe.',
  },
  passwordRefused: {
    'common': 'Many people use this password, so it’s easy to guess. Choose another one.',
    'guessable': 'This uses words, names or patterns that are easy to guess. Add one or two unrelated words.',
    'breached': 'This password appeared in a data leak of another site. Choose another one.',
    'unchanged': 'This is your current password. Choose a new one.',
  },
  codeFilled: 'We filled in the code from the text message.',
  chooseAny: 'How do you want to prove that it’s you?',
  keptMethods: {
    'email-approval': 'Approval link by email',
    'saved-code': 'Saved code',
    'totp': 'Authenticator app',
    'passkey': 'Passkey',
    'contacts': 'Recovery contacts',
    'device-approval': 'A device where you’re signed in',
  },
  kept: {
    'saved-code': {
      title: 'Enter a saved code',
      lead: 'Use a code from the sheet that you printed or wrote down. Each code works once. Cross it out after use.',
      label: 'Saved code',
      hint: 'Sixteen letters and digits. Hyphens and spaces don’t matter.',
      wrong: 'That code isn’t valid or was already used. Check each character, or use another code.',
    },
    'totp': {
      title: 'Enter the code from your app',
      lead: 'Open the authenticator app that you set up for this account.',
      label: 'Code from the app',
      hint: 'Six digits that change every 30 seconds.',
      wrong: 'That code doesn’t match. Wait for the next one, and check that the clock of your device is right.',
    },
    'passkey': {
      title: 'Use your passkey',
      lead: 'Your phone, computer or security key asks for your fingerprint, face or PIN. We never see these.',
      label: 'Use a passkey',
      hint: 'Use a passkey that you added to this account earlier.',
      wrong: 'That passkey doesn’t belong to this account. Use another one, or go back and choose another way.',
    },
    'contacts': {
      title: 'Ask your contacts',
      lead: 'Everyone who agreed to be your contact now has an email from us. Call or visit them. Once they know it’s you, each of them can read you a code. Enter the codes here, one at a time.',
      label: 'Code from a contact',
      hint: 'Digits only. Each contact has a different code, and each code counts once.',
      wrong: 'That code isn’t valid now. Ask your contact to read it again, digit by digit.',
    },
  },
  heard: (right, needed) => `${right} of ${needed} codes accepted.`,
  approvalTitle: 'Open the email that we sent',
  approvalLead: (masked) =>
    `If what you entered matches${masked ? ` ${masked}` : ''}, an email with a link is on its way. Open the link on any device, and enter this number there:`,
  approvalNumber: 'Your number',
  approvalHint: 'This page then continues automatically. Don’t tell anyone the number.',
  approvalUntil: (count) => `The link expires in ${minutes(count)}.`,
  approvalOver: 'This link has expired. Send a new email.',
  approvalDone: 'I’ve entered it',
  approvalWaits: 'Waiting for you to enter the number there.',
  approvalNotYet: 'We haven’t received the number yet. Enter it on the page that the newest email links to, then try again.',
  approvalVoid: 'Someone entered a different number, so that link no longer works. Nothing has changed. Try again, or choose another way.',
  approvalResends: {
    resend: 'Send a new email',
    resendIn: (count) => `You can send a new email in ${seconds(count)}.`,
    resendNoMore: 'No more emails can be sent in this attempt.',
    resent: 'A new email is on its way. The link in the previous one no longer works.',
  },
  device: {
    title: 'Answer on your other device',
    lead: 'Use a phone or computer where you’re still signed in. Open the page of this site that asks whether it’s you, and enter this number there:',
    hint: 'This page then continues automatically. Don’t tell anyone the number. Devices that signed in recently can’t be used.',
    until: (count) => `The number expires in ${minutes(count)}.`,
    over: 'This number has expired. Go back, and choose this way again.',
    notYet: 'We haven’t received the number yet. Enter it on the device where you’re signed in, then try again.',
    void: 'Someone entered a different number, so yours no longer works. Nothing has changed. Try again, or choose another way.',
  },
  passkeyNotGiven: 'We didn’t get a passkey. Nothing is lost. Try again, or go back and choose another way.',
  newPasskey: {
    title: 'Or use a passkey',
    lead: 'You then sign in with your fingerprint, face or PIN. There is no password left that anyone could guess or steal.',
    label: 'Use a passkey instead',
    notMade: 'No passkey was created. Nothing is lost. Try again, or choose a password.',
    refused: 'We couldn’t accept that passkey. Try again, or choose a password.',
    none: 'This browser can’t create passkeys on this page. Choose a password instead.',
  },
  stoppedTitle: 'This attempt has ended',
  stops: {
    'expired': 'To protect the account, an attempt expires after a while. Nothing has changed. You can start again.',
    'cancelled': 'You cancelled it. Nothing has changed.',
    'too-many-guesses': 'To protect the account, we stop after several codes that don’t match. You can start again.',
    'refused': 'It was ended in another place, or the account changed. Try to sign in, or start again.',
  },
  endings: {
    'passkey-made': {
      title: 'Your new passkey is ready',
      lead: (site) =>
        `You can now sign in to ${site} with it. Your old password no longer works. We signed you out on every device, and we notified you at all your addresses.`,
    },
    'unlocked': { title: 'Your account is unlocked', lead: (site) => `Sign in to ${site} with your password, as usual.` },
    'case-opened': {
      title: 'Our team will look into it',
      lead: (site) => `${site} has your request and will contact you. Keep the reference. You need it to check the status.`,
    },
  },
  wait: {
    title: 'There is a waiting period',
    lead: (from, until) => `Come back between ${from} and ${until}, and prove again that it’s you. Then you choose a new password.`,
    why: 'You proved that you can read the only address of this account. If someone else can read it too, the wait gives the owner time to notice. Nothing has changed yet.',
    sooner: 'If you have another way, such as a saved code, you don’t need to wait. Start again and choose that way.',
  },
  noPasskeys: 'This browser can’t use passkeys on this page. Go back, and choose another way.',
  savedCodeNew: 'The saved code that you used no longer works. Cross it out, and write this new one in its place. We show it only once.',
  practised: {
    'drill-passed': {
      title: 'The practice run is complete',
      lead: 'You reached the last step, where you would choose a new password. Nothing was changed.',
    },
    'drill-stuck': {
      title: 'You would get stuck here',
      lead: 'From here, only the support team could help you. Nothing was changed, and nobody was contacted.',
    },
  },
  passkeysLeft: (count) =>
    count === 1
      ? 'One existing passkey still works. Check it on your security page, and remove it if it isn’t yours.'
      : `${count} existing passkeys still work. Check them on your security page, and remove any that aren’t yours.`,
  savedCodesLeft: (count) =>
    count === 0
      ? 'That was your last saved code. Sign in and create new ones.'
      : `The saved code that you used no longer works. You have ${count === 1 ? 'one' : count} left.`,
  reviewTitle: 'What happened in your account',
  reviewLead: 'Nobody can sign in now. Select everything that wasn’t you. We undo it, and everything that came after it.',
  reviewed: {
    'addresses-changed': 'Names or addresses were changed',
    'address-disowned': 'The person who reads an address removed it',
    'destination-removed': 'The support team removed an address',
    'password-changed': 'A recovery set a new password',
    'passkey-made': 'A passkey replaced the password',
    'password-replaced': 'The site set another password',
    'unlocked-by-owner': 'Sign-in was unlocked',
    'method-set-up': 'A recovery method was set up',
  },
  reviewGone: (list) => `Removed: ${list}`,
  reviewCame: (list) => `New: ${list}`,
  fates: {
    goes: 'This will be removed in any case, because it’s so new.',
    stays: 'We can’t undo this here, because your proof is newer. Use the link in our message about this change, or contact support.',
  },
  reviewNext: (marked) => (marked === 0 ? 'Continue and undo nothing' : 'Undo and continue'),
  activity,
  latelyTitle: 'Other recent activity',
  savedCodesNew: 'You have new saved codes. The old ones no longer work. Write the new ones down. We show them only once.',
  diagnosisTitle: 'Why you can’t sign in',
  causes: {
    'too-many-sign-ins': {
      why: 'There were many wrong passwords, so sign-in is locked for a while.',
      what: 'You proved that it’s you, so you can unlock it now. Your password stays the same and works at once.',
    },
    'operator': {
      why: 'The support team of this site locked the account.',
      what: 'They can tell you why, and unlock it. A new password doesn’t unlock it.',
    },
    'frozen': {
      why: 'Someone reported a change to this account that they didn’t make. So the account is frozen.',
      what: 'If you reported it, open the link in our message about the change again and continue there. If not, contact support.',
    },
    'compromised': {
      why: 'The account is locked, because someone else may have been in it.',
      what: 'Choose a new password, and the account is yours alone again.',
    },
    'expired': { why: 'Your password has expired.', what: 'Choose a new one to sign in.' },
    'disabled': { why: 'The account is disabled.', what: 'The support team of this site can tell you why.' },
    'password-changed': {
      why: 'The password was changed recently.',
      what: 'If you changed it, use the new one. A device may still fill in the old one. If it wasn’t you, choose a new password now.',
    },
    'no-password': {
      why: 'This account has no password.',
      what: 'Maybe you signed in with a passkey or another service before. You can keep doing that, or choose a password now.',
    },
    'nothing-wrong': {
      why: 'We found nothing that keeps you from signing in.',
      what: 'Check that you’re on the right site and use the right name. Check Caps Lock and the language of your keyboard. Then type your password, instead of letting the browser fill it in.',
    },
    'directory-unreachable': {
      why: 'The site can’t check your account right now.',
      what: 'You did nothing wrong. Check again in a few minutes.',
    },
  },
  since: (moment) => `Since ${moment}.`,
  wrongSignIns: (count, moment) => `Wrong passwords: ${count}. The last one was on ${moment}.`,
  wrongFrom: (list) => `They came from: ${list}.`,
  opensAt: (moment) => `Sign-in unlocks automatically on ${moment}.`,
  signsInWith: (services) => `You can sign in with ${services}. Use the button for it on the sign-in page. You need no password there.`,
  names: (names) => `You can sign in as: ${names}.`,
  remedies: { 'unlock': 'Unlock it and keep my password', 'new-password': 'Choose a new password', 'help': 'Contact support' },
  lookAgain: 'Check again',
  helpTitle: 'Our team can help',
  helpLead: (site) => `Tell the support team of ${site} what happened. They will reply to the address that you enter here.`,
  helpHalfProven:
    'Your proof was right. This account needs a second proof of another kind, and you have no way left to give it. So our team will look into it.',
  helpExpect: (site) => `A reply can take a few days. ${site} will never ask you for a password or a code.`,
  helpDirect: 'You can also contact the team directly:',
  helpCall: 'Are you on the phone with us? Compare codes',
  helpSend: 'Send to support',
  reference: (reference) => `Your reference: ${reference}`,
  caseLook: 'Check the status',
  contactLabel: 'Email or phone number where we can reach you',
  contactHint: 'Use one that you can access now. This site doesn’t need to know it yet.',
  contactMissing: 'Enter an email address or phone number where we can reach you.',
  contactRefused:
    'We can’t send a reply there. Check it for typing errors. It must be an email address, or a mobile number with its country code. If it’s right, enter another one. Email works everywhere.',
  whatHappenedLabel: 'What happened?',
  whatHappenedHint: 'For example: you lost your phone, or an address no longer exists. Don’t enter passwords or codes.',
  whatHappenedMissing: 'Describe in a sentence or two what happened.',
  lastSignInLabel: 'When and where did you last sign in?',
  lastSignInHint: 'As far as you remember. You can leave it empty.',
  evidenceLead:
    'Here are some questions about your account. You can leave out what you don’t know. We don’t keep your answers, only how well they match.',
  evidence: {
    'account-made': 'In which year was your account created?',
    'password-changed': 'In which year did you last change your password?',
    'last-order': 'What is the number of your last order or invoice?',
  },
  evidenceMonth: 'And in which month?',
  evidenceUnsure: 'I don’t know',
} satisfies RareTexts
