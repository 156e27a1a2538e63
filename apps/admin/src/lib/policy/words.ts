/** A policy in sentences: `…` is the place of a value, `{one|other}` a noun that agrees with it. A number or limit without a sentence fails the type check. */
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
    'needed': 'Number of different methods that a person must prove: …',
    'captcha.rounds': 'Each try at the proof of work takes … {round|rounds}.',
    'captcha.tries': 'A browser finds it within … {try|tries}.',
    'code.digits': 'A code has … digits.',
    'code.lifetimeSeconds': 'It is good for … {second|seconds}.',
    'code.guesses': 'An attempt ends after … {wrong code|wrong codes}.',
    'code.sends': 'One attempt sends at most … {code|codes}.',
    'code.resendSeconds': 'Another code may be asked for after … {second|seconds}.',
    'flowLifetimeSeconds': 'An attempt as a whole takes at most … {second|seconds}.',
    'risk.twoAt': 'Warning signs that weigh … together make an attempt ask for two proofs that are not lost together. 101: never.',
    ...weightSentences.en,
    'undoDays': 'For … {day|days}, “this wasn’t me” undoes a change.',
    'hold.newHours':
      'An address or method that is new proves nothing for … {hour|hours}, where the account had something older. 0: it counts at once.',
    'hold.onlyAddressHours':
      'Where the code went to the only address of an account, and nothing else was proven, a new password waits … {hour|hours}, so that its owner or you can notice. 0: it does not wait.',
    'contacts.needed': 'It takes the codes of … recovery contacts. One would be enough for a thief who is one.',
    'contacts.most': 'An account names at most … of them.',
    'case.holdHours':
      'When two operators agree to let somebody in, every address of the account is told, and has … {hour|hours} to stop it.',
    'case.linkHours': 'The link that goes on after that is good for … {hour|hours}.',
    'evidence.needed':
      'To let somebody in, what they remember must weigh … in all. 0: the operators judge by themselves. It proves nothing: two still decide, and a hold follows.',
    ...evidenceWeights.en,
    'password.minLength': 'A new password has at least … characters.',
    'password.maxLength': 'It has at most … characters.',
    'replyBeatMs': 'A directory over the network has … milliseconds to find somebody; the reply takes as long for every name.',
  },
  limits: {
    startPerAddress: 'From one address, … {attempt begins|attempts begin} within … {second|seconds}.',
    startPerNetwork: 'From one IPv6 network (/48), … {attempt begins|attempts begin} within … {second|seconds}.',
    startPerRealm: 'In all of the realm, … {attempt begins|attempts begin} within … {second|seconds}.',
    captchaPerAddress: 'One address is given … {captcha|captchas} within … {second|seconds}.',
    captchaPerNetwork: 'One IPv6 network (/48) is given … {captcha|captchas} within … {second|seconds}.',
    identifyPerAddress: 'One address names … {account|accounts} within … {second|seconds}.',
    identifyPerNetwork: 'One IPv6 network (/48) names … {account|accounts} within … {second|seconds}.',
    identifyPerName: 'The same name is given … {time|times} within … {second|seconds}, from anywhere.',
    identifyPerNameAndAddress:
      'One address may still give a name … {time|times} within … {second|seconds} when others have used up its room.',
    identifyPerRealm: 'In all of the realm, … {account is named|accounts are named} within … {second|seconds}.',
    answerPerAddress: 'One address answers … {time|times} within … {second|seconds}.',
    answerPerNetwork: 'One IPv6 network (/48) answers … {time|times} within … {second|seconds}.',
    sendPerDestination: 'One inbox or phone gets … {code, link or answer|codes, links and answers} within … {second|seconds}.',
    sendPerDestinationDaily: 'Over the day, it gets … {code|codes} within … {second|seconds}.',
    noticesPerDestinationDaily: 'One inbox or phone gets … {notice|notices} of the same change of an account within … {second|seconds}.',
    textNoticesPerDestinationDaily:
      'One phone gets … {notice|notices} by text message within … {second|seconds}; further ones go by mail alone.',
    approvalsPerAccountDaily: 'One account gets … {link|links} to approve within … {second|seconds}, and its devices are asked as often.',
    smsPerRealmDaily: 'The realm sends … {text message|text messages} within … {second|seconds}.',
    smsPerPrefix: 'To one range of numbers, … {text message goes|text messages go} within … {second|seconds}.',
    guessesPerAccountDaily: 'At one method of one account, … {code is|codes are} tried within … {second|seconds}.',
    sendPerFamiliarDaily: 'Beyond that, a browser in which the owner was signed in gets … {code|codes} within … {second|seconds}.',
    guessesPerFamiliarDaily: 'Beyond that, at one method, such a browser tries … {code|codes} within … {second|seconds}.',
    callPerAddress: 'One address is shown … {code|codes} to read out on the phone within … {second|seconds}.',
    callPerNetwork: 'One IPv6 network (/48) is shown … such {code|codes} within … {second|seconds}.',
    contactsPerAccountDaily: 'The contacts of one account are asked … {time|times} within … {second|seconds}.',
    asksPerContactDaily: 'One contact is asked … {time|times} within … {second|seconds}, for all accounts together.',
    setUpsPerAccountDaily: 'One account sets up, renews or removes … {way|ways} to prove itself within … {second|seconds}.',
    invitationsPerAccountDaily: 'One account invites … {contact|contacts} within … {second|seconds}.',
    invitationsPerAddressDaily: 'One inbox gets … {invitation|invitations} to be a contact within … {second|seconds}.',
    casePerAddress: 'From one address, people are asked for help … {time|times} within … {second|seconds}.',
    casePerNetwork: 'From one IPv6 network (/48), people are asked for help … {time|times} within … {second|seconds}.',
    casePerName: 'For the same name, people are asked for help … {time|times} within … {second|seconds}, from anywhere.',
    casePerNameAndAddress:
      'One address may still ask people about a name … {time|times} within … {second|seconds} when others have used up its room.',
    drillPerAccount: 'Of one account, … {practice run begins|practice runs begin} within … {second|seconds}.',
    signInPerAddress: 'From one address, … {sign-in fails|sign-ins fail} within … {second|seconds}.',
    signInPerNetwork: 'From one IPv6 network (/48), … {sign-in fails|sign-ins fail} within … {second|seconds}.',
  },
  choices: {
    reasons: {
      'forgot-password': 'I forgot my password',
      'cannot-sign-in': 'I can’t sign in',
      'compromised': 'Somebody else is in my account',
    },
    identifiers: { email: 'Email', phone: 'Phone', handle: 'Name' },
    methods: {
      'email-code': 'Code by email',
      'sms-code': 'Code by text message',
      'email-approval': 'Link by email, answered with a number',
      'saved-code': 'Saved code, from a sheet',
      'totp': 'Authenticator app',
      'passkey': 'Passkey',
      'contacts': 'Recovery contacts, several of them',
      'device-approval': 'A device that is still signed in, answered with a number',
    },
    proofs: {
      'different-methods': 'Any two of these',
      'different-classes': 'Two that are not lost together: codes that are sent count once, by mail and by text message alike',
    },
    strong: {
      'two-classes': 'Two proofs that are not lost together: never mail alone, nor mail and a text message (NIST SP 800-63B-4 4.2.2.2)',
      'as-others': 'As much as any other account: one proof then takes the place of two',
    },
    first: { 'proof-of-work': 'Work for the browser', 'characters': 'Characters to read or hear' },
    unlock: { 'same-password': 'They keep their password', 'new-password': 'They choose a new one' },
    hints: { masked: 'Shown masked', hidden: 'Hidden: the person types them in full' },
    calls: { optional: 'At any time', required: 'Only with a call whose codes both have read out; owners at any time' },
    sources: evidenceIn.en.sources,
    localPart: { 'same-case': 'Jane@ and jane@ are one', 'exact': 'As written' },
  },
  labels: {
    'reasons': 'Why people come',
    'identifiers': 'What names an account',
    'methods': 'How they prove it is them',
    'proofs': 'Where two proofs are asked for, these count',
    'gates.strong': 'An account whose person signs in with more than a password (the site says “aal2”) asks for',
    'gates.byAuthenticator': 'An authenticator app or passkey that was set up here makes an account such a one, too',
    'unlock': 'Who opens a lock by wrong passwords',
    'signInByPasskey':
      'The site signs people in by passkeys: a recovery may then end with a new one in place of a password (needs passkeys among the proofs)',
    'hints': 'Addresses of an account are',
    'evidence.sources': 'Who asks people for help is asked what they remember',
    'calls': 'Operators unlock, lift limits and send the way back in',
    'captcha.first': 'The first check for robots',
    'password.breachService': 'Passwords are looked up in the service of known breaches',
    'defaultCountry': 'Phone numbers without a country code are from',
    'localPart': 'Mail addresses are compared',
    'smsCountries': 'Text messages go to these countries only',
  },
  privileged:
    'Privileged accounts, of which the site says so, always ask for two proofs that are not lost together, whatever stands here. How much an account asks for shows only after a first right proof; who can’t give the rest goes to people.',
  on: 'yes',
  off: 'no',
  everywhere: 'everywhere',
}

const de: PolicyWords = {
  numbers: {
    'needed': 'Anzahl verschiedener Nachweise, die eine Person erbringen muss: …',
    'captcha.rounds': 'Jeder Versuch am Rechenrätsel kostet … {Runde|Runden}.',
    'captcha.tries': 'Ein Browser löst es in höchstens … {Versuch|Versuchen}.',
    'code.digits': 'Ein Code hat … Ziffern.',
    'code.lifetimeSeconds': 'Er gilt … {Sekunde|Sekunden}.',
    'code.guesses': 'Nach … {falschen Code|falschen Codes} ist der Versuch zu Ende.',
    'code.sends': 'Ein Versuch verschickt höchstens … {Code|Codes}.',
    'code.resendSeconds': 'Ein weiterer Code kann nach … {Sekunde|Sekunden} verlangt werden.',
    'flowLifetimeSeconds': 'Ein Versuch dauert im Ganzen höchstens … {Sekunde|Sekunden}.',
    'risk.twoAt':
      'Warnzeichen, die zusammen … wiegen, lassen einen Versuch zwei Nachweise verlangen, die nicht zusammen verloren gehen. 101: nie.',
    ...weightSentences.de,
    'undoDays': '… {Tag|Tage} lang macht „Das war ich nicht“ eine Änderung rückgängig.',
    'hold.newHours':
      'Eine neue Adresse oder ein neuer Nachweis gilt … {Stunde|Stunden} lang nicht, wo das Konto schon etwas Älteres hatte. 0: Es gilt sofort.',
    'hold.onlyAddressHours':
      'Ging der Code an die einzige Adresse eines Kontos und wurde sonst nichts bewiesen, wartet ein neues Passwort … {Stunde|Stunden}, damit die Person oder Sie es bemerken. 0: Es wartet nicht.',
    'contacts.needed': 'Es braucht die Codes von … Vertrauenspersonen. Eine würde einem Dieb genügen, der eine ist.',
    'contacts.most': 'Ein Konto nennt höchstens … von ihnen.',
    'case.holdHours':
      'Stimmen zwei vom Personal einem Zugang zu, erfährt es jede Adresse des Kontos und kann es … {Stunde|Stunden} lang aufhalten.',
    'case.linkHours': 'Der Link, mit dem es danach weitergeht, gilt … {Stunde|Stunden}.',
    'evidence.needed':
      'Damit jemand hineingelassen wird, muss es zusammen … wiegen. 0: Das Personal urteilt selbst. Es beweist nichts: Zwei entscheiden, und eine Wartefrist folgt.',
    ...evidenceWeights.de,
    'password.minLength': 'Ein neues Passwort hat mindestens … Zeichen.',
    'password.maxLength': 'Es hat höchstens … Zeichen.',
    'replyBeatMs': 'Ein Verzeichnis im Netz hat … Millisekunden, um jemanden zu finden; die Antwort dauert für jeden Namen gleich lang.',
  },
  limits: {
    startPerAddress: 'Von einer Adresse {beginnt|beginnen} … {Versuch|Versuche} in … {Sekunde|Sekunden}.',
    startPerNetwork: 'Aus einem IPv6-Netz (/48) {beginnt|beginnen} … {Versuch|Versuche} in … {Sekunde|Sekunden}.',
    startPerRealm: 'Im ganzen Bereich {beginnt|beginnen} … {Versuch|Versuche} in … {Sekunde|Sekunden}.',
    captchaPerAddress: 'Eine Adresse bekommt … {Captcha|Captchas} in … {Sekunde|Sekunden}.',
    captchaPerNetwork: 'Ein IPv6-Netz (/48) bekommt … {Captcha|Captchas} in … {Sekunde|Sekunden}.',
    identifyPerAddress: 'Eine Adresse nennt … {Konto|Konten} in … {Sekunde|Sekunden}.',
    identifyPerNetwork: 'Ein IPv6-Netz (/48) nennt … {Konto|Konten} in … {Sekunde|Sekunden}.',
    identifyPerName: 'Derselbe Name wird … Mal in … {Sekunde|Sekunden} genannt, woher auch immer.',
    identifyPerNameAndAddress:
      'Eine Adresse darf einen Namen noch … Mal in … {Sekunde|Sekunden} nennen, wenn andere seinen Platz verbraucht haben.',
    identifyPerRealm: 'Im ganzen Bereich {wird|werden} … {Konto|Konten} in … {Sekunde|Sekunden} genannt.',
    answerPerAddress: 'Eine Adresse antwortet … Mal in … {Sekunde|Sekunden}.',
    answerPerNetwork: 'Ein IPv6-Netz (/48) antwortet …-mal in … {Sekunde|Sekunden}.',
    sendPerDestination: 'Ein Postfach oder Telefon bekommt … {Code, Link oder Antwort|Codes, Links und Antworten} in … {Sekunde|Sekunden}.',
    sendPerDestinationDaily: 'Über den Tag bekommt es … {Code|Codes} in … {Sekunde|Sekunden}.',
    noticesPerDestinationDaily:
      'Ein Postfach oder Telefon bekommt … {Benachrichtigung|Benachrichtigungen} über dieselbe Änderung eines Kontos in … {Sekunde|Sekunden}.',
    textNoticesPerDestinationDaily:
      'Ein Telefon bekommt … {Benachrichtigung|Benachrichtigungen} per SMS in … {Sekunde|Sekunden}; weitere gehen nur per Mail.',
    approvalsPerAccountDaily:
      'Ein Konto bekommt … {Link|Links} zum Bestätigen in … {Sekunde|Sekunden}, und so oft werden seine Geräte gefragt.',
    smsPerRealmDaily: 'Der Bereich verschickt … SMS in … {Sekunde|Sekunden}.',
    smsPerPrefix: 'An einen Nummernbereich {geht|gehen} … SMS in … {Sekunde|Sekunden}.',
    guessesPerAccountDaily: 'An einem Weg eines Kontos {wird|werden} … {Code|Codes} in … {Sekunde|Sekunden} probiert.',
    sendPerFamiliarDaily:
      'Darüber hinaus bekommt ein Browser, in dem die Inhaberin oder der Inhaber angemeldet war, … {Code|Codes} in … {Sekunde|Sekunden}.',
    guessesPerFamiliarDaily: 'Darüber hinaus probiert ein solcher Browser an einem Weg … {Code|Codes} in … {Sekunde|Sekunden}.',
    callPerAddress: 'Eine Adresse bekommt … {Code|Codes} zum Vorlesen am Telefon in … {Sekunde|Sekunden}.',
    callPerNetwork: 'Ein IPv6-Netz (/48) bekommt … {solchen Code|solche Codes} in … {Sekunde|Sekunden}.',
    contactsPerAccountDaily: 'Die Vertrauenspersonen eines Kontos werden … Mal in … {Sekunde|Sekunden} gefragt.',
    asksPerContactDaily: 'Ein Kontakt wird …-mal in … {Sekunde|Sekunden} gefragt, für alle Konten zusammen.',
    setUpsPerAccountDaily: 'Ein Konto richtet … {Nachweis|Nachweise} in … {Sekunde|Sekunden} ein, erneuert oder entfernt sie.',
    invitationsPerAccountDaily: 'Ein Konto lädt … {Vertrauensperson|Vertrauenspersonen} in … {Sekunde|Sekunden} ein.',
    invitationsPerAddressDaily: 'Ein Postfach bekommt … {Einladung|Einladungen} zur Vertrauensperson in … {Sekunde|Sekunden}.',
    casePerAddress: 'Von einer Adresse werden Menschen … Mal in … {Sekunde|Sekunden} um Hilfe gebeten.',
    casePerNetwork: 'Aus einem IPv6-Netz (/48) werden Menschen …-mal in … {Sekunde|Sekunden} um Hilfe gebeten.',
    casePerName: 'Für denselben Namen werden Menschen … Mal in … {Sekunde|Sekunden} um Hilfe gebeten, woher auch immer.',
    casePerNameAndAddress:
      'Eine Adresse darf wegen eines Namens noch … Mal in … {Sekunde|Sekunden} um Hilfe bitten, wenn andere seinen Platz verbraucht haben.',
    drillPerAccount: 'Zu einem Konto {beginnt|beginnen} … {Übung|Übungen} in … {Sekunde|Sekunden}.',
    signInPerAddress: 'Von einer Adresse {scheitert|scheitern} … {Anmeldung|Anmeldungen} in … {Sekunde|Sekunden}.',
    signInPerNetwork: 'Aus einem IPv6-Netz (/48) {scheitert|scheitern} … {Anmeldung|Anmeldungen} in … {Sekunde|Sekunden}.',
  },
  choices: {
    reasons: {
      'forgot-password': 'Passwort vergessen',
      'cannot-sign-in': 'Ich kann mich nicht anmelden',
      'compromised': 'Jemand anders ist in meinem Konto',
    },
    identifiers: { email: 'E-Mail', phone: 'Telefon', handle: 'Name' },
    methods: {
      'email-code': 'Code per E-Mail',
      'sms-code': 'Code per SMS',
      'email-approval': 'Link per E-Mail, mit einer Zahl beantwortet',
      'saved-code': 'Notfallcode, vom Blatt',
      'totp': 'Authenticator-App',
      'passkey': 'Passkey',
      'contacts': 'Vertrauenspersonen, mehrere',
      'device-approval': 'Gerät, das noch angemeldet ist, mit einer Zahl beantwortet',
    },
    proofs: {
      'different-methods': 'zwei beliebige davon',
      'different-classes': 'zwei, die nicht zusammen verloren gehen: Gesendete Codes zählen einmal, per Mail wie per SMS',
    },
    strong: {
      'two-classes':
        'zwei Nachweise, die nicht zusammen verloren gehen: nie Mail allein, auch nicht Mail und SMS (NIST SP 800-63B-4 4.2.2.2)',
      'as-others': 'so viel wie jedes andere: Dann steht ein Nachweis für zwei',
    },
    first: { 'proof-of-work': 'Arbeit für den Browser', 'characters': 'Zeichen zum Lesen oder Hören' },
    unlock: { 'same-password': 'Das Passwort bleibt', 'new-password': 'Ein neues wird gewählt' },
    hints: { masked: 'verdeckt gezeigt', hidden: 'verborgen: Die Person tippt sie ganz' },
    calls: { optional: 'jederzeit', required: 'nur mit einem Anruf, bei dem beide ihre Codes vorgelesen haben; Inhaber jederzeit' },
    sources: evidenceIn.de.sources,
    localPart: { 'same-case': 'Jane@ und jane@ sind eins', 'exact': 'wie geschrieben' },
  },
  labels: {
    'reasons': 'Weshalb jemand kommt',
    'identifiers': 'Was ein Konto benennt',
    'methods': 'Wie man sich ausweist',
    'proofs': 'Wo zwei Nachweise verlangt sind, zählen',
    'gates.strong': 'Ein Konto, bei dem man sich mit mehr als einem Passwort anmeldet (die Site sagt „aal2“), verlangt',
    'gates.byAuthenticator': 'Auch eine Authenticator-App oder ein Passkey, hier eingerichtet, macht ein Konto dazu',
    'unlock': 'Wer eine Sperre durch falsche Passwörter öffnet',
    'signInByPasskey':
      'Die Site meldet Leute mit Passkeys an: Dann darf eine Wiederherstellung mit einem neuen enden, anstelle eines Passworts (braucht Passkeys unter den Beweisen)',
    'hints': 'Adressen eines Kontos werden',
    'evidence.sources': 'Wer Menschen um Hilfe bittet, wird gefragt, was er noch weiß',
    'calls': 'Das Personal entsperrt, hebt Grenzen auf und schickt den Weg zurück',
    'captcha.first': 'Die erste Prüfung auf Roboter',
    'password.breachService': 'Passwörter werden beim Dienst für bekannte Lecks nachgeschlagen',
    'defaultCountry': 'Telefonnummern ohne Landesvorwahl sind aus',
    'localPart': 'Mailadressen werden verglichen',
    'smsCountries': 'SMS gehen nur in diese Länder',
  },
  privileged:
    'Privilegierte Konten, von denen die Site es sagt, verlangen immer zwei Nachweise, die nicht zusammen verloren gehen, was hier auch steht. Wie viel ein Konto verlangt, zeigt sich erst nach einem ersten richtigen Nachweis; wer den Rest nicht hat, wendet sich an Menschen.',
  on: 'ja',
  off: 'nein',
  everywhere: 'überallhin',
}

export const policyWords = speak({ en, de })
