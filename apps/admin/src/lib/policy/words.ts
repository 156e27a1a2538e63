/** The policy in sentences: `…` is the place of a value, `{one|other}` a noun that agrees with it. A number or limit without a sentence fails the type check. */
import type { CaptchaKind, EvidenceName, IdentifierKind, Limits, MethodName, PolicyNumberPath, Reason } from '@regain/core'
import { evidenceIn, evidenceWeights } from '$lib/evidence-words.ts'
import { weightSentences } from '$lib/say-signs.ts'
import { speak } from '$lib/speak.ts'

interface PolicyWords {
  numbers: Record<PolicyNumberPath, string>
  limits: Record<keyof Limits, string>
  choices: {
    reasons: Record<Reason, string>
    identifiers: Record<IdentifierKind, string>
    methods: Record<MethodName, string>
    proofs: Record<'different-methods' | 'different-classes', string>
    strong: Record<'two-classes' | 'as-others', string>
    first: Record<CaptchaKind, string>
    unlock: Record<'same-password' | 'new-password', string>
    hints: Record<'masked' | 'hidden', string>
    calls: Record<'optional' | 'required', string>
    localPart: Record<'same-case' | 'exact', string>
    sources: Record<EvidenceName, string>
  }
  labels: Record<string, string>
  privileged: string
  on: string
  off: string
  everywhere: string
}

const en: PolicyWords = {
  numbers: {
    'needed': 'Number of different methods that a person must use: …',
    'captcha.rounds': 'Each try at the proof of work takes … {round|rounds}.',
    'captcha.tries': 'A browser solves it within … {try|tries}.',
    'code.digits': 'A code has … digits.',
    'code.lifetimeSeconds': 'It is valid for … {second|seconds}.',
    'code.guesses': 'An attempt ends after … {wrong code|wrong codes}.',
    'code.sends': 'One attempt sends at most … {code|codes}.',
    'code.resendSeconds': 'Another code can be requested after … {second|seconds}.',
    'flowLifetimeSeconds': 'An attempt expires after … {second|seconds}.',
    'risk.twoAt': 'From a total weight of warning signs of …, an attempt requires two proofs that can’t be lost together. 101: never.',
    ...weightSentences.en,
    'undoDays': 'A change can be undone with “this wasn’t me” for … {day|days}.',
    'hold.newHours': 'A new address or method becomes active after … {hour|hours}, if the account had an older one. 0: immediately.',
    'hold.onlyAddressHours':
      'If the code went to the only address of an account and there was no other proof, a new password has to wait … {hour|hours}, so that the owner or you can notice. 0: no waiting.',
    'contacts.needed': 'The codes of … recovery contacts are needed. With one, a dishonest contact could take over the account alone.',
    'contacts.most': 'An account can have at most … of them.',
    'case.holdHours':
      'When two operators agree to give access, every address of the account is notified and can stop it for … {hour|hours}.',
    'case.linkHours': 'After that, the link to continue is valid for … {hour|hours}.',
    'evidence.needed':
      'To give access, the answers must have a total weight of … or more. 0: operators judge by themselves. The answers prove nothing: two operators still decide, and a hold follows.',
    ...evidenceWeights.en,
    'password.minLength': 'A new password has at least … characters.',
    'password.maxLength': 'It has at most … characters.',
    'replyBeatMs': 'A directory on the network has … milliseconds to find an account. The reply takes as long for every name.',
  },
  limits: {
    startPerAddress: 'One address can start … {attempt|attempts} in … {second|seconds}.',
    startPerNetwork: 'One IPv6 network (/48) can start … {attempt|attempts} in … {second|seconds}.',
    startPerRealm: 'The whole realm can start … {attempt|attempts} in … {second|seconds}.',
    captchaPerAddress: 'One address can get … {captcha|captchas} in … {second|seconds}.',
    captchaPerNetwork: 'One IPv6 network (/48) can get … {captcha|captchas} in … {second|seconds}.',
    identifyPerAddress: 'One address can name … {account|accounts} in … {second|seconds}.',
    identifyPerNetwork: 'One IPv6 network (/48) can name … {account|accounts} in … {second|seconds}.',
    identifyPerName: 'The same name can be entered … {time|times} in … {second|seconds}, from all addresses together.',
    identifyPerNameAndAddress:
      'When others have used up that limit, one address can still enter the name … {time|times} in … {second|seconds}.',
    identifyPerRealm: 'The whole realm can name … {account|accounts} in … {second|seconds}.',
    answerPerAddress: 'One address can answer … {time|times} in … {second|seconds}.',
    answerPerNetwork: 'One IPv6 network (/48) can answer … {time|times} in … {second|seconds}.',
    sendPerDestination: 'One mailbox or phone can get … {code, link or answer|codes, links and answers} in … {second|seconds}.',
    sendPerDestinationDaily: 'Over a longer time, it can get … {code|codes} in … {second|seconds}.',
    noticesPerDestinationDaily: 'One mailbox or phone can get … {notice|notices} of the same change to an account in … {second|seconds}.',
    textNoticesPerDestinationDaily:
      'One phone can get … {notice|notices} by text message in … {second|seconds}. Further ones are sent by email only.',
    approvalsPerAccountDaily:
      'One account can get … {approval link|approval links} in … {second|seconds}, and its devices are asked as often.',
    smsPerRealmDaily: 'The realm can send … {text message|text messages} in … {second|seconds}.',
    smsPerPrefix: 'One range of numbers can get … {text message|text messages} in … {second|seconds}.',
    guessesPerAccountDaily: 'One method of one account can be tried with … {code|codes} in … {second|seconds}.',
    sendPerFamiliarDaily: 'In addition, a browser in which the owner was signed in can get … {code|codes} in … {second|seconds}.',
    guessesPerFamiliarDaily: 'In addition, such a browser can try one method with … {code|codes} in … {second|seconds}.',
    callPerAddress: 'One address can get … {code|codes} to read out on the phone in … {second|seconds}.',
    callPerNetwork: 'One IPv6 network (/48) can get … such {code|codes} in … {second|seconds}.',
    contactsPerAccountDaily: 'The contacts of one account can be asked … {time|times} in … {second|seconds}.',
    asksPerContactDaily: 'One contact can be asked … {time|times} in … {second|seconds}, for all accounts together.',
    setUpsPerAccountDaily: 'One account can set up, renew or remove … {method|methods} in … {second|seconds}.',
    invitationsPerAccountDaily: 'One account can invite … {contact|contacts} in … {second|seconds}.',
    invitationsPerAddressDaily: 'One mailbox can get … {invitation|invitations} to be a contact in … {second|seconds}.',
    casePerAddress: 'One address can open … {case|cases} in … {second|seconds}.',
    casePerNetwork: 'One IPv6 network (/48) can open … {case|cases} in … {second|seconds}.',
    casePerName: 'For the same name, … {case|cases} can be opened in … {second|seconds}, from all addresses together.',
    casePerNameAndAddress:
      'When others have used up that limit, one address can still open … {case|cases} for the name in … {second|seconds}.',
    drillPerAccount: 'One account can start … {practice run|practice runs} in … {second|seconds}.',
    signInPerAddress: 'One address can fail to sign in … {time|times} in … {second|seconds}.',
    signInPerNetwork: 'One IPv6 network (/48) can fail to sign in … {time|times} in … {second|seconds}.',
  },
  choices: {
    reasons: {
      'forgot-password': 'I forgot my password',
      'cannot-sign-in': 'I can’t sign in',
      'compromised': 'Someone else is in my account',
    },
    identifiers: { email: 'Email', phone: 'Phone', handle: 'User name' },
    methods: {
      'email-code': 'Code by email',
      'sms-code': 'Code by text message',
      'email-approval': 'Approval link by email, confirmed with a number',
      'saved-code': 'Saved code',
      'totp': 'Authenticator app',
      'passkey': 'Passkey',
      'contacts': 'Recovery contacts',
      'device-approval': 'A signed-in device, confirmed with a number',
    },
    proofs: {
      'different-methods': 'Any two of these',
      'different-classes': 'Two that can’t be lost together: codes by email and by text message count as one',
    },
    strong: {
      'two-classes': 'Two proofs that can’t be lost together: never only email, or email and text message (NIST SP 800-63B-4 4.2.2.2)',
      'as-others': 'The same as any other account: one proof then replaces two',
    },
    first: { 'proof-of-work': 'Proof of work by the browser', 'characters': 'Characters to read or hear' },
    unlock: { 'same-password': 'The person keeps their password', 'new-password': 'The person sets a new one' },
    hints: { masked: 'Shown masked', hidden: 'Hidden: the person enters the full address' },
    calls: { optional: 'At any time', required: 'Only during a call with matching codes; owners at any time' },
    sources: evidenceIn.en.sources,
    localPart: { 'same-case': 'Jane@ and jane@ are the same', 'exact': 'As written' },
  },
  labels: {
    'reasons': 'Reasons offered',
    'identifiers': 'An account can be named by',
    'methods': 'Recovery methods',
    'proofs': 'If two proofs are required, these count',
    'gates.strong': 'An account whose owner signs in with more than a password (the site says “aal2”) requires',
    'gates.byAuthenticator': 'The same applies to an account with an authenticator app or passkey that was set up here',
    'unlock': 'When a lock after wrong passwords is lifted',
    'signInByPasskey':
      'The site supports sign-in with passkeys: a recovery can then create a passkey in place of a password (requires the passkey method)',
    'hints': 'Addresses of an account are',
    'evidence.sources': 'Questions for a person who opens a case',
    'calls': 'Operators can unlock, lift limits and send recovery links',
    'captcha.first': 'First captcha',
    'password.breachService': 'Check new passwords against known data breaches',
    'defaultCountry': 'Phone numbers without a country code are from',
    'localPart': 'Email addresses are compared',
    'smsCountries': 'Send text messages only to these countries',
  },
  privileged:
    'Accounts that the site marks as privileged always require two proofs that can’t be lost together, regardless of this policy. What an account requires is shown only after a first correct proof. A person who can’t give the second proof can open a case.',
  on: 'yes',
  off: 'no',
  everywhere: 'everywhere',
}

const de: PolicyWords = {
  numbers: {
    'needed': 'Anzahl verschiedener Nachweise, die eine Person erbringen muss: …',
    'captcha.rounds': 'Jeder Versuch am Proof of Work braucht … {Runde|Runden}.',
    'captcha.tries': 'Ein Browser löst es in höchstens … {Versuch|Versuchen}.',
    'code.digits': 'Ein Code hat … Ziffern.',
    'code.lifetimeSeconds': 'Er gilt … {Sekunde|Sekunden}.',
    'code.guesses': 'Nach … {falschen Code|falschen Codes} ist der Versuch zu Ende.',
    'code.sends': 'Ein Versuch verschickt höchstens … {Code|Codes}.',
    'code.resendSeconds': 'Ein weiterer Code kann nach … {Sekunde|Sekunden} angefordert werden.',
    'flowLifetimeSeconds': 'Ein Versuch läuft nach … {Sekunde|Sekunden} ab.',
    'risk.twoAt':
      'Ab einem Gesamtgewicht der Warnzeichen von … verlangt ein Versuch zwei Nachweise, die nicht zusammen verloren gehen können. 101: nie.',
    ...weightSentences.de,
    'undoDays': 'Eine Änderung lässt sich … {Tag|Tage} lang mit „Das war ich nicht“ rückgängig machen.',
    'hold.newHours':
      'Eine neue Adresse oder ein neuer Nachweis gilt erst nach … {Stunde|Stunden}, wenn das Konto schon etwas Älteres hatte. 0: sofort.',
    'hold.onlyAddressHours':
      'Ging der Code an die einzige Adresse eines Kontos und gab es keinen anderen Nachweis, muss ein neues Passwort … {Stunde|Stunden} warten, damit der Inhaber oder Sie es bemerken. 0: keine Wartezeit.',
    'contacts.needed':
      'Nötig sind die Codes von … Vertrauenspersonen. Bei einer könnte eine unehrliche Person das Konto allein übernehmen.',
    'contacts.most': 'Ein Konto kann höchstens … davon haben.',
    'case.holdHours':
      'Stimmen zwei Operatoren einem Zugang zu, wird jede Adresse des Kontos benachrichtigt und kann ihn … {Stunde|Stunden} lang stoppen.',
    'case.linkHours': 'Danach gilt der Link zum Fortsetzen … {Stunde|Stunden}.',
    'evidence.needed':
      'Für einen Zugang müssen die Antworten zusammen das Gewicht … haben. 0: Operatoren urteilen selbst. Die Antworten beweisen nichts: Zwei Operatoren entscheiden, und eine Wartefrist folgt.',
    ...evidenceWeights.de,
    'password.minLength': 'Ein neues Passwort hat mindestens … Zeichen.',
    'password.maxLength': 'Es hat höchstens … Zeichen.',
    'replyBeatMs': 'Ein Verzeichnis im Netz hat … Millisekunden, um ein Konto zu finden. Die Antwort dauert für jeden Namen gleich lang.',
  },
  limits: {
    startPerAddress: 'Eine Adresse kann … {Versuch|Versuche} in … {Sekunde|Sekunden} beginnen.',
    startPerNetwork: 'Ein IPv6-Netz (/48) kann … {Versuch|Versuche} in … {Sekunde|Sekunden} beginnen.',
    startPerRealm: 'Der ganze Bereich kann … {Versuch|Versuche} in … {Sekunde|Sekunden} beginnen.',
    captchaPerAddress: 'Eine Adresse bekommt … {Captcha|Captchas} in … {Sekunde|Sekunden}.',
    captchaPerNetwork: 'Ein IPv6-Netz (/48) bekommt … {Captcha|Captchas} in … {Sekunde|Sekunden}.',
    identifyPerAddress: 'Eine Adresse kann … {Konto|Konten} in … {Sekunde|Sekunden} nennen.',
    identifyPerNetwork: 'Ein IPv6-Netz (/48) kann … {Konto|Konten} in … {Sekunde|Sekunden} nennen.',
    identifyPerName: 'Derselbe Name kann … Mal in … {Sekunde|Sekunden} eingegeben werden, von allen Adressen zusammen.',
    identifyPerNameAndAddress:
      'Haben andere diese Grenze ausgeschöpft, kann eine Adresse den Namen noch … Mal in … {Sekunde|Sekunden} eingeben.',
    identifyPerRealm: 'Der ganze Bereich kann … {Konto|Konten} in … {Sekunde|Sekunden} nennen.',
    answerPerAddress: 'Eine Adresse kann … Mal in … {Sekunde|Sekunden} antworten.',
    answerPerNetwork: 'Ein IPv6-Netz (/48) kann … Mal in … {Sekunde|Sekunden} antworten.',
    sendPerDestination: 'Ein Postfach oder Telefon bekommt … {Code, Link oder Antwort|Codes, Links und Antworten} in … {Sekunde|Sekunden}.',
    sendPerDestinationDaily: 'Über längere Zeit bekommt es … {Code|Codes} in … {Sekunde|Sekunden}.',
    noticesPerDestinationDaily:
      'Ein Postfach oder Telefon bekommt … {Benachrichtigung|Benachrichtigungen} über dieselbe Änderung eines Kontos in … {Sekunde|Sekunden}.',
    textNoticesPerDestinationDaily:
      'Ein Telefon bekommt … {Benachrichtigung|Benachrichtigungen} per SMS in … {Sekunde|Sekunden}. Weitere werden nur per E-Mail geschickt.',
    approvalsPerAccountDaily:
      'Ein Konto bekommt … {Link|Links} zum Bestätigen in … {Sekunde|Sekunden}, und seine Geräte werden ebenso oft gefragt.',
    smsPerRealmDaily: 'Der Bereich verschickt … SMS in … {Sekunde|Sekunden}.',
    smsPerPrefix: 'Ein Nummernbereich bekommt … SMS in … {Sekunde|Sekunden}.',
    guessesPerAccountDaily: 'An einem Nachweis eines Kontos können … {Code|Codes} in … {Sekunde|Sekunden} probiert werden.',
    sendPerFamiliarDaily: 'Zusätzlich bekommt ein Browser, in dem der Inhaber angemeldet war, … {Code|Codes} in … {Sekunde|Sekunden}.',
    guessesPerFamiliarDaily: 'Zusätzlich kann ein solcher Browser an einem Nachweis … {Code|Codes} in … {Sekunde|Sekunden} probieren.',
    callPerAddress: 'Eine Adresse bekommt … {Code|Codes} zum Vorlesen am Telefon in … {Sekunde|Sekunden}.',
    callPerNetwork: 'Ein IPv6-Netz (/48) bekommt … {solchen Code|solche Codes} in … {Sekunde|Sekunden}.',
    contactsPerAccountDaily: 'Die Vertrauenspersonen eines Kontos können … Mal in … {Sekunde|Sekunden} gefragt werden.',
    asksPerContactDaily: 'Eine Vertrauensperson kann … Mal in … {Sekunde|Sekunden} gefragt werden, für alle Konten zusammen.',
    setUpsPerAccountDaily: 'Ein Konto kann … {Nachweis|Nachweise} in … {Sekunde|Sekunden} einrichten, erneuern oder entfernen.',
    invitationsPerAccountDaily: 'Ein Konto kann … {Vertrauensperson|Vertrauenspersonen} in … {Sekunde|Sekunden} einladen.',
    invitationsPerAddressDaily: 'Ein Postfach bekommt … {Einladung|Einladungen} zur Vertrauensperson in … {Sekunde|Sekunden}.',
    casePerAddress: 'Eine Adresse kann … {Fall|Fälle} in … {Sekunde|Sekunden} eröffnen.',
    casePerNetwork: 'Ein IPv6-Netz (/48) kann … {Fall|Fälle} in … {Sekunde|Sekunden} eröffnen.',
    casePerName: 'Für denselben Namen können … {Fall|Fälle} in … {Sekunde|Sekunden} eröffnet werden, von allen Adressen zusammen.',
    casePerNameAndAddress:
      'Haben andere diese Grenze ausgeschöpft, kann eine Adresse für den Namen noch … {Fall|Fälle} in … {Sekunde|Sekunden} eröffnen.',
    drillPerAccount: 'Ein Konto kann … {Probe|Proben} in … {Sekunde|Sekunden} beginnen.',
    signInPerAddress: 'Eine Adresse kann bei der Anmeldung … Mal in … {Sekunde|Sekunden} scheitern.',
    signInPerNetwork: 'Ein IPv6-Netz (/48) kann bei der Anmeldung … Mal in … {Sekunde|Sekunden} scheitern.',
  },
  choices: {
    reasons: {
      'forgot-password': 'Passwort vergessen',
      'cannot-sign-in': 'Ich kann mich nicht anmelden',
      'compromised': 'Jemand anders ist in meinem Konto',
    },
    identifiers: { email: 'E-Mail', phone: 'Telefon', handle: 'Benutzername' },
    methods: {
      'email-code': 'Code per E-Mail',
      'sms-code': 'Code per SMS',
      'email-approval': 'Link zum Bestätigen per E-Mail, mit einer Zahl',
      'saved-code': 'Notfallcode',
      'totp': 'Authenticator-App',
      'passkey': 'Passkey',
      'contacts': 'Vertrauenspersonen',
      'device-approval': 'Angemeldetes Gerät, mit einer Zahl bestätigt',
    },
    proofs: {
      'different-methods': 'zwei beliebige davon',
      'different-classes': 'zwei, die nicht zusammen verloren gehen können: Codes per E-Mail und per SMS zählen als einer',
    },
    strong: {
      'two-classes':
        'zwei Nachweise, die nicht zusammen verloren gehen können: nie nur E-Mail oder E-Mail und SMS (NIST SP 800-63B-4 4.2.2.2)',
      'as-others': 'so viel wie jedes andere: Ein Nachweis ersetzt dann zwei',
    },
    first: { 'proof-of-work': 'Proof of Work durch den Browser', 'characters': 'Zeichen zum Lesen oder Hören' },
    unlock: { 'same-password': 'Das Passwort bleibt', 'new-password': 'Ein neues wird gewählt' },
    hints: { masked: 'verdeckt gezeigt', hidden: 'verborgen: Die Person gibt die ganze Adresse ein' },
    calls: { optional: 'jederzeit', required: 'nur in einem Anruf mit gleichen Codes; Inhaber jederzeit' },
    sources: evidenceIn.de.sources,
    localPart: { 'same-case': 'Jane@ und jane@ sind gleich', 'exact': 'wie geschrieben' },
  },
  labels: {
    'reasons': 'Angebotene Gründe',
    'identifiers': 'Ein Konto lässt sich nennen durch',
    'methods': 'Nachweise zur Wiederherstellung',
    'proofs': 'Wenn zwei Nachweise verlangt sind, zählen',
    'gates.strong': 'Ein Konto, bei dem sich der Inhaber mit mehr als einem Passwort anmeldet (die Website meldet „aal2“), verlangt',
    'gates.byAuthenticator': 'Das gilt auch für ein Konto mit einer Authenticator-App oder einem Passkey, die hier eingerichtet wurden',
    'unlock': 'Wenn eine Sperre nach falschen Passwörtern aufgehoben wird',
    'signInByPasskey':
      'Die Website unterstützt die Anmeldung mit Passkeys: Eine Wiederherstellung kann dann einen Passkey anstelle eines Passworts anlegen (braucht den Nachweis Passkey)',
    'hints': 'Adressen eines Kontos werden',
    'evidence.sources': 'Fragen an eine Person, die einen Fall eröffnet',
    'calls': 'Operatoren können entsperren, Grenzen aufheben und Links zur Wiederherstellung schicken',
    'captcha.first': 'Erstes Captcha',
    'password.breachService': 'Neue Passwörter mit bekannten Datenlecks abgleichen',
    'defaultCountry': 'Telefonnummern ohne Landesvorwahl sind aus',
    'localPart': 'E-Mail-Adressen werden verglichen',
    'smsCountries': 'SMS nur in diese Länder schicken',
  },
  privileged:
    'Konten, die die Website als privilegiert kennzeichnet, verlangen immer zwei Nachweise, die nicht zusammen verloren gehen können, unabhängig von dieser Richtlinie. Was ein Konto verlangt, zeigt sich erst nach einem ersten richtigen Nachweis. Eine Person, die den zweiten nicht hat, kann einen Fall eröffnen.',
  on: 'ja',
  off: 'nein',
  everywhere: 'überallhin',
}

export const policyWords = speak({ en, de })
