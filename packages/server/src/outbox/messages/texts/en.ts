/** The words of messages in English. */
import type { MessageTexts } from '../../message-texts.ts'

const minutesLong = (count: number): string => (count === 1 ? 'one minute' : `${count} minutes`)
const nth = (place: number): string => ['first', 'second', 'third', 'fourth', 'fifth'][place - 1] ?? `${place}th`
const daysLong = (count: number): string => (count === 1 ? 'one day' : `${count} days`)

export const en: MessageTexts = {
  direction: 'ltr',
  justNow: 'just now',
  codeSubject: (site) => `Your code for ${site}`,
  codeTitle: (site) => `Get back into your ${site} account`,
  codeIntro: 'Type this code into the page where you asked for it:',
  codeUntil: (minutes) => `It works once, for ${minutesLong(minutes)}.`,
  codeOthers: (place, sent, until) =>
    `This is the ${nth(place)} code of this attempt, sent on ${sent}. What was sent before it still works, until ${until}.`,
  codeSecret: (site) => `Nobody from ${site} will ever ask you for this code, by phone, mail or chat.`,
  codeNotYou: 'If you did not ask for it, you need not do anything: without this code your account stays as it is.',
  approvalSubject: (site) => `Is it you? Back into your ${site} account`,
  approvalIntro: 'Open this page, and type there the number that you see where you began:',
  approvalSecret: (site) => `Type only the number on your own screen. Nobody from ${site} will ever tell you one, by phone, mail or chat.`,
  approvalNotYou: 'If you did not begin this, say so on that page: then it ends at once. Without the number your account stays as it is.',
  codeDrill: (site) => `This is a practice run. Somebody who is signed in to your ${site} account began it, and nothing will change.`,
  holdTitle: (site) => `Confirm what is new at your ${site} account`,
  holdNotYou: (site) =>
    `If you did not ask for it, somebody else is signed in to your account, and has added a way in. Give nobody this code, and tell ${site} now.`,
  codeNotMine: (site, url) => `If you have no account at ${site}, somebody gave your address for theirs. Take it off here: ${url}`,
  asked: (when, browser) => `Asked for on ${when}${browser ? `, from ${browser}` : ''}.`,
  changedSubject: (site) => `Your ${site} password was changed`,
  changedTitle: (site) => `Your ${site} password was changed`,
  changedIntro: (when) => `Somebody who proved to be you chose a new password on ${when}. Everybody was signed out.`,
  changedPasskeys: (site, count) =>
    `${count === 1 ? 'A passkey of before still signs' : `${count} passkeys of before still sign`} in to it. Look at them on the security page of your ${site} account, and remove what is not yours.`,
  changedNotYou: (site) => `If that was not you, tell ${site} now.`,
  noticeSubject: (site) => `About your ${site} account`,
  changeSubject: (site) => `A change to your ${site} account`,
  notices: {
    'locked': (site) => `Somebody at ${site} locked your account. While it is locked, nobody can sign in or get it back.`,
    'unlocked': (site) => `Somebody at ${site} unlocked your account. Your password is what it was.`,
    'disabled': (site) => `Somebody at ${site} switched your account off. Nobody can sign in to it.`,
    'enabled': (site) => `Somebody at ${site} switched your account on again. Your password is what it was.`,
    'signed-out': (site) => `Somebody at ${site} signed you out everywhere. Your password is what it was.`,
    'codes-voided': (site) => `Somebody at ${site} made the codes void that were sent to you. Ask for a new one if you need it.`,
    'limits-lifted': (site) => `Somebody at ${site} made sure that codes can be sent to you again. Your password is what it was.`,
    'recovery-offered': (site) =>
      `Somebody at ${site} shows you the way back into your account. Nothing was changed; if you want a new password, go to this page and ask for a code there.`,
    'destination-removed': (site) =>
      `Somebody at ${site} removed one of the addresses of your account: codes go there no more. If that was not agreed with you, tell them now.`,
    'unlocked-by-owner': (site) =>
      `Sign-in to your ${site} account was closed after wrong passwords. Somebody who proved to be you opened it again. Your password is what it was.`,
    'shut-by-owner': (site) =>
      `Somebody who proved to be you told ${site} that someone else may be in your account. Everybody was signed out, and nobody can sign in until there is a new password.`,
    'saved-codes-made': (site) =>
      `New saved codes were made for your ${site} account. Older ones work no more. With one of them somebody can get into the account.`,
    'saved-codes-removed': (site) => `The saved codes of your ${site} account were removed. They work no more.`,
    'saved-code-used': (site) =>
      `One of your saved codes was used to get back into your ${site} account. It works no more: cross it out, and make new ones before they run out.`,
    'totp-set-up': (site) =>
      `An authenticator app was set up for your ${site} account. If there was one before, it works no more. With it somebody can get into the account.`,
    'totp-removed': (site) => `The authenticator app of your ${site} account was removed. Its codes work no more.`,
    'passkey-made': (site) =>
      `Somebody who proved to be you made a passkey for your ${site} account, in place of the password. The old password works no more, and everybody was signed out.`,
    'passkey-added': (site) => `A passkey was added to your ${site} account. With it somebody can get into the account.`,
    'passkey-removed': (site) => `A passkey of your ${site} account was removed. It works no more.`,
    'totp-guessed': (site) =>
      `Somebody typed many wrong codes of your authenticator app to get into your ${site} account, without proving anything else. Until it is used rightly once more, its codes count only after another proof, such as a code by mail.`,
    'totp-stopped': (site) =>
      `Somebody who had already proven something, such as that they read your mail, typed too many wrong codes of the authenticator app of your ${site} account. The app no longer proves anything. Set it up again on your security page. If it was not you, somebody else reads your messages: change the password of your mailbox.`,
    'passkey-copied': (site) =>
      `A passkey of your ${site} account was used and refused: it counted as if it had been copied. Remove it, and add a new one. If you did not use it, somebody may have a copy.`,
    'attempt-denied': (site) =>
      `Somebody tried to get back into your ${site} account. Whoever was asked about it, by mail or on a device that is signed in, said that it was not them, so the attempt was ended. Nothing was changed.`,
    'device-approved': (site) =>
      `On a device that is signed in to your ${site} account, somebody said that an attempt to get back into it was their own. With that they can go on and choose a new password. If it was not you, somebody else uses that device or your sign-in: tell ${site} now.`,
    'hold-ended': (site) =>
      `Something new at your ${site} account, an address or a method, counts from now on: somebody who is signed in confirmed it by something that was there before.`,
    'recovery-held': (site) =>
      `Somebody who reads this address wants to get back into your ${site} account. It is the only address that your account has, so this waits. If it was you, you need not do anything now. If it was not, sign in, and give the account another password and another address: that ends it. And look after this address: somebody else may read what comes here.`,
    'frozen-by-owner': (site) =>
      `Somebody opened the link in our message about a change to your ${site} account and said that it was not theirs. Everybody was signed out, and nobody gets in until an address from before the change has proven whose account it is.`,
    'restored-by-owner': (site) =>
      `Somebody who proved to be you, by an address from before them, undid the last changes to your ${site} account. Names and addresses are what they were before, there is a new password, and everybody was signed out.`,
    'addresses-changed': (site) => `The names or addresses of your account were changed at ${site}.`,
    'password-replaced': (site) => `The password of your account was changed at ${site}.`,
    'contact-invited': (site) =>
      `Somebody was invited to be a recovery contact of your ${site} account. They count once they have said yes, and not before the time that new ways wait.`,
    'contact-accepted': (site) =>
      `Somebody said yes to being a recovery contact of your ${site} account. From the time that your security page shows, they can help to get into it.`,
    'contact-removed': (site) => `A recovery contact of your ${site} account was removed. They can’t help to get into it any more.`,
    'contact-left': (site) =>
      `Somebody does not want to be a recovery contact of your ${site} account, or not any longer. They can’t help to get into it. Look whether those who are left are enough.`,
    'contacts-asked': (site) =>
      `The recovery contacts of your ${site} account are being asked to let somebody in. If that is not you, call them now: nobody should read out a code. You can stop it here:`,
    'contacts-proved': (site) =>
      `Your recovery contacts read out their codes, and somebody proved to be you at ${site} by them. With that they can choose a new password.`,
    'contacts-denied': (site) =>
      `An attempt to get into your ${site} account by your recovery contacts was stopped: one of them, or somebody who reads your mail, said that it looks wrong. Nothing was changed.`,
    'address-disowned': (site) =>
      `Somebody who reads the mail of one of the addresses of your ${site} account said that the account is not theirs. That address was taken off: no code goes there any more.`,
  },
  undo: (days) =>
    `Was it not you? Open this page within ${daysLong(days)} and press the button there. From then on nobody gets into the account until you have proven that it is yours, and then the change is undone.`,
  undoShort: (url) => `Not you? Stop it here: ${url}`,
  noticeWhen: (when) => `It happened on ${when}.`,
  noticeHeld: (when) =>
    `What is new proves nothing before ${when}: until then nobody gets in with it, in case a thief added it, and what was there before goes on counting. Something older of another kind, such as a saved code, can mostly confirm it sooner, where you manage how you get back in.`,
  recoveryGoesOn: (when) => `Nothing goes on before ${when}.`,
  caseSubject: (site) => `Your request to ${site}`,
  caseAnswers: {
    'go-on': (site, origin) => `The people of ${site} have looked into it. Go to ${origin} and start again there: you can get back in now.`,
    'get-in-touch': (site) =>
      `The people of ${site} have looked into it, and need to speak with you. Please get in touch with them, and have your reference at hand.`,
    'refused': (site) =>
      `The people of ${site} have looked into it, and could not make sure that the account is yours. Nothing was changed.`,
  },
  caseAppeal: (url) => `You can ask once more, and then other people decide: ${url}`,
  accessAsked: (site) =>
    `Somebody told the people of ${site} that this account is theirs and that they can’t prove it in any other way. Two of these people looked into it, and want to let them choose a new password.`,
  accessGoesOn: (when) => `That goes on from ${when}. If it was you who asked, you need not do anything.`,
  accessDeny: (url) => `If it was not you, stop it here: ${url}`,
  accessGiven: (site) =>
    `The people of ${site} have looked into it, and let you back into your account. Go on here and choose a new password:`,
  accessUntil: (when) => `The link works once, until ${when}. Give it to nobody, also not to people who say that they are from support.`,
  caseAsked: (when) => `You asked on ${when}. Nobody will ever ask you for a password or a code.`,
  contactInviteSubject: (whose, site) => `Will you be a contact of ${whose} at ${site}?`,
  contactInvite: (whose, site) =>
    `The owner of the account ${whose} at ${site} would like you to be a recovery contact: one of the people who help when they can’t get into their account.`,
  contactInviteMeans:
    'If that day comes, they call you or come to you, and you read out a code to them. You see nothing of the account but its name, and you can’t get into it. You need no account yourself.',
  contactInviteOpen: (url, days) => `Say yes or no here, within ${daysLong(days)}: ${url}`,
  contactInviteNo: 'If you don’t know this name, do nothing: then nothing happens, and your address is forgotten.',
  contactAskSubject: (whose, site) => `Does ${whose} need your help to get into ${site}?`,
  contactAsk: (whose, site) =>
    `Somebody who says that they own the account ${whose} at ${site} wants to get back into it, and names you as a contact.`,
  contactAskOpen: (url) => `When they have called you, or stand before you, and you know that it is them, open this page: ${url}`,
  contactAskWarn: (site) =>
    `Nobody from ${site} will ever call you about this. A message is not enough, whoever seems to write it. If somebody else asks you, or presses you, say so on that page.`,
  contactAskUntil: (when) => `The page works until ${when}.`,
  contactLeave: (url) => `If you no longer want to be a contact: ${url}`,
  reminderSubject: (site) => `Another way back into your ${site} account`,
  reminderLead: (site) =>
    `If you lost just one thing, such as your phone or this mailbox, you might not get back into your ${site} account. Another way takes a minute to set up, while you can still sign in.`,
  reminderWhere: (origin) =>
    `Go to ${origin} yourself, sign in as always, and look for it where your account’s security is set. This mail has no link that signs you in, and nobody will ask you for a password or a code.`,
  reminderStop: (url) => `You want no more reminders: ${url}`,
  contact: (how) => `How to reach them: ${how}`,
  receipt: (url) => `Your receipt, which proves that this change stands in the record as it happened: ${url}`,
  sms: (site, code, minutes) => `${code} is your code for ${site}, for ${minutesLong(minutes)}. Nobody from ${site} will ask you for it.`,
  smsPlace: (place) => `It is the ${nth(place)} of this attempt.`,
  smsDrill: (site) => `This is a practice run of your ${site} account: nothing will change.`,
  smsChanged: (site) => `Your ${site} password was changed. Not you? Tell ${site} now.`,
}
