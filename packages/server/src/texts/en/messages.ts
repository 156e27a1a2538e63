/** Emails and text messages in English. */
import type { MessageTexts } from '../contract/message-texts.ts'

const minutesLong = (count: number): string => (count === 1 ? 'one minute' : `${count} minutes`)
const nth = (place: number): string => ['first', 'second', 'third', 'fourth', 'fifth'][place - 1] ?? `${place}th`
const daysLong = (count: number): string => (count === 1 ? 'one day' : `${count} days`)

export const messages: MessageTexts = {
  codeSubject: (site) => `Your ${site} verification code`,
  codeTitle: (site) => `Get back into your ${site} account`,
  codeIntro: 'Enter this code on the page where you requested it:',
  codeUntil: (minutes) => `It works once and expires in ${minutesLong(minutes)}.`,
  codeOthers: (place, sent, until) =>
    `This is the ${nth(place)} code of this attempt, sent on ${sent}. Codes that were sent earlier still work, until ${until}.`,
  codeSecret: (site) => `${site} will never ask you for this code by phone, email or chat.`,
  codeNotYou: 'If you didn’t request it, you can ignore this email. Nothing changes without the code.',
  approvalSubject: (site) => `Are you trying to recover your ${site} account?`,
  approvalIntro: 'Open this page and enter the number shown on the screen where you started:',
  approvalSecret: (site) => `Only enter the number on your own screen. ${site} will never give you one by phone, email or chat.`,
  approvalNotYou: 'If you didn’t start this, end the attempt on that page. Nothing changes without the number.',
  codeDrill: (site) => `This is a practice run, started by someone who is signed in to your ${site} account. Nothing will change.`,
  holdTitle: (site) => `Confirm what is new on your ${site} account`,
  holdNotYou: (site) =>
    `If you didn’t request it, someone else is signed in to your account and has added a way to get into it. Don’t share this code, and contact ${site} now.`,
  codeNotMine: (site, url) =>
    `If you don’t have an account at ${site}, someone used your address for theirs. Remove your address here: ${url}`,
  asked: (when, browser) => `Requested on ${when}${browser ? `, from ${browser}` : ''}.`,
  changedSubject: (site) => `Your ${site} password was changed`,
  changedTitle: (site) => `Your ${site} password was changed`,
  changedIntro: (when) => `A new password was set through account recovery on ${when}. All devices were signed out.`,
  changedPasskeys: (site, count) =>
    count === 1
      ? `One existing passkey still works. Check it on the security page of your ${site} account, and remove it if it isn’t yours.`
      : `${count} existing passkeys still work. Check them on the security page of your ${site} account, and remove any that aren’t yours.`,
  changedNotYou: (site) => `If this wasn’t you, contact ${site} now.`,
  noticeSubject: (site) => `About your ${site} account`,
  changeSubject: (site) => `A change to your ${site} account`,
  notices: {
    'locked': (site) => `The ${site} support team locked your account. Until it is unlocked, nobody can sign in to it or recover it.`,
    'unlocked': (site) => `The ${site} support team unlocked your account. Your password has not changed.`,
    'disabled': (site) => `The ${site} support team disabled your account. Nobody can sign in to it.`,
    'enabled': (site) => `The ${site} support team enabled your account again. Your password has not changed.`,
    'signed-out': (site) => `The ${site} support team signed you out on all devices. Your password has not changed.`,
    'codes-voided': (site) => `The ${site} support team cancelled the codes that were sent to you. Request a new one if you need it.`,
    'limits-lifted': (site) => `The ${site} support team made it possible to send you codes again. Your password has not changed.`,
    'recovery-offered': (site) =>
      `The ${site} support team suggests that you recover your account yourself. Nothing has changed. To set a new password, open this page and request a code there:`,
    'destination-removed': (site) =>
      `The ${site} support team removed one of your account’s addresses. Codes are no longer sent there. If you didn’t agree to this, contact them now.`,
    'unlocked-by-owner': (site) =>
      `Sign-in to your ${site} account was locked after too many wrong passwords. It was unlocked through account recovery. Your password has not changed.`,
    'shut-by-owner': (site) =>
      `Someone who verified as the owner reported to ${site} that another person may be in your account. All devices were signed out, and nobody can sign in until a new password is set.`,
    'saved-codes-made': (site) =>
      `New saved codes were created for your ${site} account. Older ones no longer work. Each new code can be used to get into the account.`,
    'saved-codes-removed': (site) => `The saved codes of your ${site} account were removed. They no longer work.`,
    'saved-code-used': (site) =>
      `One of your saved codes was used to recover your ${site} account. It no longer works: cross it out, and create new ones before they run out.`,
    'totp-set-up': (site) =>
      `An authenticator app was set up for your ${site} account. If there was one before, it no longer works. The new app can be used to get into the account.`,
    'totp-removed': (site) => `The authenticator app of your ${site} account was removed. Its codes no longer work.`,
    'passkey-made': (site) =>
      `A passkey was created for your ${site} account through account recovery, in place of the password. The old password no longer works, and all devices were signed out.`,
    'passkey-added': (site) => `A passkey was added to your ${site} account. It can be used to get into the account.`,
    'passkey-removed': (site) => `A passkey of your ${site} account was removed. It no longer works.`,
    'totp-guessed': (site) =>
      `Someone entered many wrong codes of your authenticator app to get into your ${site} account, without any other proof. From now on its codes count only after another proof, such as a code by email. This ends when the app is next used with a right code.`,
    'totp-stopped': (site) =>
      `Someone with another proof, such as access to your email, entered too many wrong codes of the authenticator app of your ${site} account. The app can no longer be used to recover the account. Set it up again on your security page. If this wasn’t you, someone else can read your messages: change the password of your mailbox.`,
    'passkey-copied': (site) =>
      `A passkey of your ${site} account was refused because it may have been copied. Remove it, and add a new one. If you didn’t use it, someone may have a copy.`,
    'attempt-denied': (site) =>
      `Someone tried to recover your ${site} account. The answer by email, or on a signed-in device, was that this was not the owner, so the attempt was ended. Nothing has changed.`,
    'device-approved': (site) =>
      `Someone approved a recovery attempt on a device that is signed in to your ${site} account. A new password can now be set. If this wasn’t you, someone else is using that device or your sign-in: contact ${site} now.`,
    'hold-ended': (site) =>
      `A new address or method of your ${site} account is now active: someone who is signed in confirmed it with an older one.`,
    'recovery-held': (site) =>
      `Someone who reads this address wants to recover your ${site} account. Your account has no other address, so the recovery has to wait. If this was you, you don’t need to do anything now. If it wasn’t, sign in, change your password and replace this address: that ends the recovery. Someone else may be reading what is sent here, so secure this address, too.`,
    'frozen-by-owner': (site) =>
      `Someone opened the link in our message about a change to your ${site} account and said that the change was not theirs. All devices were signed out. Nobody can get in until someone proves ownership with an address from before the change.`,
    'restored-by-owner': (site) =>
      `Someone proved ownership of your ${site} account with an address from before the latest changes, and undid them. Names and addresses are what they were before, a new password was set, and all devices were signed out.`,
    'addresses-changed': (site) => `The names or addresses of your account were changed at ${site}.`,
    'password-replaced': (site) => `The password of your account was changed at ${site}.`,
    'contact-invited': (site) =>
      `Someone was invited to be a recovery contact of your ${site} account. They become active once they accept and the waiting period is over.`,
    'contact-accepted': (site) =>
      `Someone accepted the invitation to be a recovery contact of your ${site} account. They can help to recover it from the date on your security page.`,
    'contact-removed': (site) => `A recovery contact of your ${site} account was removed. They can no longer help to recover it.`,
    'contact-left': (site) =>
      `Someone declined to be a recovery contact of your ${site} account, or no longer wants to be one. They can’t help to recover it. Check that the remaining contacts are enough.`,
    'contacts-asked': (site) =>
      `The recovery contacts of your ${site} account are being asked to let someone in. If this isn’t you, call them now and tell them not to read out a code. You can stop the attempt here:`,
    'contacts-proved': (site) =>
      `Your recovery contacts read out their codes, and someone used them to verify as the owner of your ${site} account. A new password can now be set.`,
    'contacts-denied': (site) =>
      `An attempt to recover your ${site} account through your recovery contacts was stopped. One of them, or someone who reads your email, reported it. Nothing has changed.`,
    'address-disowned': (site) =>
      `Someone who reads one of the addresses of your ${site} account said that the account isn’t theirs. The address was removed, and codes are no longer sent there.`,
  },
  undo: (days) =>
    `If this wasn’t you, open this page within ${daysLong(days)} and press the button. The account is then frozen: nobody can get in until you prove that it is yours. After that, the change is undone.`,
  undoShort: (url) => `Not you? Stop it here: ${url}`,
  noticeWhen: (when) => `This happened on ${when}.`,
  noticeHeld: (when) =>
    `Anything new becomes active on ${when}. Until then, nobody can get in with it, in case a thief added it. What you had before still works. You can usually confirm it sooner on your security page, with an older method of another kind, such as a saved code.`,
  recoveryGoesOn: (when) => `The recovery can’t continue before ${when}.`,
  caseSubject: (site) => `Your request to ${site}`,
  caseAnswers: {
    'go-on': (site, origin) =>
      `The ${site} support team has reviewed your request. You can recover your account now: go to ${origin} and start again there.`,
    'get-in-touch': (site) =>
      `The ${site} support team has reviewed your request and needs to speak with you. Please contact them, and have your reference ready.`,
    'refused': (site) =>
      `The ${site} support team has reviewed your request and could not confirm that the account is yours. Nothing has changed.`,
  },
  caseAppeal: (url) => `You can appeal once, and other people will decide: ${url}`,
  accessAsked: (site) =>
    `Someone told the ${site} support team that this account is theirs and that they can’t prove it in any other way. Two members of the team reviewed the request, and want to let them set a new password.`,
  accessGoesOn: (when) => `They can do so from ${when}. If you made the request, you don’t need to do anything.`,
  accessDeny: (url) => `If this wasn’t you, stop it here: ${url}`,
  accessGiven: (site) => `The ${site} support team has reviewed your request and approved it. Continue here to set a new password:`,
  accessUntil: (when) => `The link works once, until ${when}. Don’t share it, even with people who say they are from support.`,
  caseAsked: (when) => `You made the request on ${when}. Nobody will ever ask you for a password or a code.`,
  contactInviteSubject: (whose, site) => `Will you be a recovery contact for ${whose} at ${site}?`,
  contactInvite: (whose, site) =>
    `The owner of the account ${whose} at ${site} would like you to be a recovery contact. Recovery contacts help the owner when they can’t get into their account.`,
  contactInviteMeans:
    'If that happens, they call you or meet you, and you read out a code to them. You see only the name of the account, and you can’t get into it. You don’t need an account yourself.',
  contactInviteOpen: (url, days) => `Accept or decline here within ${daysLong(days)}: ${url}`,
  contactInviteNo: 'If you don’t know this name, ignore this email. Nothing will happen, and your address will be deleted.',
  contactAskSubject: (whose, site) => `Does ${whose} need your help to get into ${site}?`,
  contactAsk: (whose, site) =>
    `Someone says that they own the account ${whose} at ${site}, and wants to recover it. You are a recovery contact of this account.`,
  contactAskOpen: (url) => `When they have called you or are with you, and you are sure who they are, open this page: ${url}`,
  contactAskWarn: (site) =>
    `${site} will never call you about this. A message is not enough, no matter who seems to have sent it. If anyone else asks you, or puts pressure on you, report it on that page.`,
  contactAskUntil: (when) => `The page works until ${when}.`,
  contactLeave: (url) => `To stop being a recovery contact: ${url}`,
  reminderSubject: (site) => `Add another way to recover your ${site} account`,
  reminderLead: (site) =>
    `If you lose just one thing, such as your phone or this mailbox, you might not be able to recover your ${site} account. You can add another way in a minute, while you can still sign in.`,
  reminderWhere: (origin) =>
    `Go to ${origin} yourself, sign in as usual, and open the security settings of your account. This email contains no sign-in link, and nobody will ask you for a password or a code.`,
  reminderStop: (url) => `Unsubscribe from reminders: ${url}`,
  contact: (how) => `How to contact them: ${how}`,
  receipt: (url) => `Your receipt, which proves that this change is in the audit log: ${url}`,
  sms: (site, code, minutes) => `${code} is your ${site} code, valid for ${minutesLong(minutes)}. ${site} will never ask you for it.`,
  smsPlace: (place) => `It is the ${nth(place)} code of this attempt.`,
  smsDrill: (site) => `This is a practice run of your ${site} account: nothing will change.`,
  smsChanged: (site) => `Your ${site} password was changed.`,
}
