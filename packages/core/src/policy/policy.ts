/** The policy of a realm: data, not code. Every number has a source, and values that a standard forbids are refused, never clamped. */
import * as v from 'valibot'
import { bySource } from '../evidence/index.ts'
import { EvidenceNameSchema } from '../evidence/source.ts'
import { ReasonSchema, reasons } from '../flow/reason.ts'
import { IdentifierKindSchema } from '../identifier/kind.ts'
import { MethodNameSchema } from '../methods/method.ts'
import { CaptchaKindSchema } from './captcha.ts'
import { ProofRuleSchema, strongGates } from './gate.ts'
import { LimitsSchema } from './limits.ts'
import { policyNumber } from './numbers.ts'

const RulesSchema = v.strictObject({
  /** The reasons that the widget offers; one is listed only if it works from end to end. */
  reasons: v.optional(v.pipe(v.array(ReasonSchema), v.minLength(1)), [...reasons]),
  identifiers: v.optional(v.pipe(v.array(IdentifierKindSchema), v.minLength(1)), ['email', 'phone', 'handle']),
  methods: v.optional(v.pipe(v.array(MethodNameSchema), v.minLength(1)), ['email-code', 'sms-code']),
  /** How many proofs are needed, each of another kind. */
  needed: policyNumber('needed'),
  proofs: v.optional(ProofRuleSchema, 'different-methods'),
  /** Accounts that need more proof than others. Privileged ones always need two proofs of different classes; no setting changes that. */
  gates: v.optional(
    v.strictObject({
      /** The gate of accounts for which the site says `assurance: "aal2"` (NIST SP 800-63B-4 4.2.2.2, R-507). */
      strong: v.optional(v.picklist(strongGates), 'two-classes'),
      /** Whether an authenticator app or passkey raises an account's gate in the same way, if it was set up here and is not held. */
      byAuthenticator: v.optional(v.boolean(), false),
    }),
    {},
  ),
  /** After a proof: whether the person can lift a lock by wrong passwords and keep the password, or must choose a new one. */
  unlock: v.optional(v.picklist(['same-password', 'new-password']), 'same-password'),
  /**
   * Whether the site signs people in with the passkeys that are kept here (`POST /v1/sign-ins/passkey`). Then a recovery may end with a new passkey in place of a
   * new password. Needs `passkey` among the methods, so that its owner can see and remove it.
   */
  signInByPasskey: v.optional(v.boolean(), false),
  /** `hidden` shows no masked addresses: the person types one in full. */
  hints: v.optional(v.picklist(['masked', 'hidden']), 'masked'),
  captcha: v.optional(
    v.strictObject({
      /** The kind that is shown first; the person can always switch (WCAG 3.3.8). */
      first: v.optional(CaptchaKindSchema, 'proof-of-work'),
      /** PBKDF2 rounds per try. */
      rounds: policyNumber('captcha.rounds'),
      /** The most tries that a solution takes: about a second on a phone of 2020 at the default. */
      tries: policyNumber('captcha.tries'),
    }),
    {},
  ),
  code: v.optional(
    v.strictObject({
      /** Decimal digits. NIST SP 800-63B-4 4.2.1.2: at least 6. */
      digits: policyNumber('code.digits'),
      /** Seconds. ASVS 5.0 6.5.5 and NIST 4.2.1.2: at most ten minutes for a typed code. */
      lifetimeSeconds: policyNumber('code.lifetimeSeconds'),
      /** Guesses in a whole flow; a new code never refills them (NIST 3.1.3.2). */
      guesses: policyNumber('code.guesses'),
      /** Codes that one flow may send, the first included. */
      sends: policyNumber('code.sends'),
      /** The wait before another code can be requested. */
      resendSeconds: policyNumber('code.resendSeconds'),
    }),
    {},
  ),
  /** Warning signs of an attempt: the weight of each (0: ignored), and the sum from which two proofs of different classes are needed. */
  risk: v.optional(
    v.strictObject({
      /** Never applies before the first proof. 101: never applies at all. */
      twoAt: policyNumber('risk.twoAt'),
      weights: v.optional(
        v.strictObject({
          'new-country': policyNumber('risk.weights.new-country'),
          'other-country': policyNumber('risk.weights.other-country'),
          'many-accounts': policyNumber('risk.weights.many-accounts'),
          'no-page': policyNumber('risk.weights.no-page'),
          'address-new': policyNumber('risk.weights.address-new'),
          'only-address': policyNumber('risk.weights.only-address'),
          'someone-in': policyNumber('risk.weights.someone-in'),
          'wrong-codes': policyNumber('risk.weights.wrong-codes'),
          'several-attempts': policyNumber('risk.weights.several-attempts'),
          'several-cases': policyNumber('risk.weights.several-cases'),
        }),
        {},
      ),
    }),
    {},
  ),
  hold: v.optional(
    v.strictObject({
      /** Hours for which a new address or method proves nothing, if the account had something older. 0: none. */
      newHours: policyNumber('hold.newHours'),
      /**
       * Hours that a new password waits if only one address was proven, and the account has no other that would be notified. 0: none. Most useful
       * if the site warns its people in another way when it gets `recovery.held`.
       */
      onlyAddressHours: policyNumber('hold.onlyAddressHours'),
    }),
    {},
  ),
  contacts: v.optional(
    v.strictObject({
      /** How many of an account's contacts must each read out a code. Never one: that one could be the thief. */
      needed: policyNumber('contacts.needed'),
      /** How many contacts an account may have. Whenever contacts are asked, this number of messages is written, with empty ones for missing contacts. */
      most: policyNumber('contacts.most'),
    }),
    {},
  ),
  case: v.optional(
    v.strictObject({
      /**
       * Hours between the decision of two operators and the link: every address of the account is notified, and can veto. A day is long enough for a
       * mail to be read. 0 only if the policy says so explicitly.
       */
      holdHours: policyNumber('case.holdHours'),
      /** Hours for which the link is valid after that; it works once. */
      linkHours: policyNumber('case.linkHours'),
    }),
    {},
  ),
  /** The questions of a case that the directory can check. They inform the two operators, and prove nothing. */
  evidence: v.optional(
    v.strictObject({
      /** Empty: no questions. */
      sources: v.optional(
        v.pipe(
          v.array(EvidenceNameSchema),
          v.check((names) => new Set(names).size === names.length, 'must name each once'),
        ),
        [],
      ),
      /** The weight of a match; near is worth half of it. */
      weights: v.optional(v.strictObject(bySource((name) => policyNumber(`evidence.weights.${name}`))), {}),
      /** Below this sum, operators can't propose access; if the questions can't reach it, nobody gets access at all. 0: the operators judge alone. */
      needed: policyNumber('evidence.needed'),
    }),
    {},
  ),
  /**
   * Whether operators below owner need a call, in which both sides have read out their codes, to unlock an account, lift its limits or send the recovery link
   * (`/calls/{siteKey}`). Use `required` if people are mostly helped over the phone.
   */
  calls: v.optional(v.picklist(['optional', 'required']), 'optional'),
  /** The lifetime of a flow, in seconds. */
  flowLifetimeSeconds: policyNumber('flowLifetimeSeconds'),
  /** Days in which "this wasn't me" undoes a change. */
  undoDays: policyNumber('undoDays'),
  password: v.optional(
    v.strictObject({
      /** Code points. NIST SP 800-63B-4 3.1.1.2: 15 where it is the only factor, 8 with another one. */
      minLength: policyNumber('password.minLength'),
      /** Code points. ASVS 5.0 6.2.9: at least 64. */
      maxLength: policyNumber('password.maxLength'),
      /** Asks the k-anonymous breach service too; when it does not answer, the local list decides alone. */
      breachService: v.optional(v.boolean(), false),
    }),
    {},
  ),
  /**
   * Milliseconds that a remote directory gets to find an account. The reply takes exactly as long for every name, so its time reveals nothing.
   * Set it above the directory's slowest usual time: later answers are ignored.
   */
  replyBeatMs: policyNumber('replyBeatMs'),
  /** ISO 3166-1 alpha-2: how phone numbers without a country code are read; absent: they need one. */
  defaultCountry: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** Whether `Jane@` and `jane@` are one mailbox; nearly every provider says so. */
  localPart: v.optional(v.picklist(['same-case', 'exact']), 'same-case'),
  /** ISO 3166-1 alpha-2: the countries that get text messages; absent: all. Messages cost money, and fraudsters earn it in some countries. */
  smsCountries: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))), v.maxLength(250))),
  limits: v.optional(LimitsSchema, {}),
})
export const PolicySchema = v.pipe(
  RulesSchema,
  v.forward(
    v.check(({ signInByPasskey, methods }) => !signInByPasskey || methods.includes('passkey'), 'needs passkey among the methods'),
    ['signInByPasskey'],
  ),
)
export type Policy = v.InferOutput<typeof PolicySchema>
export type PolicyInput = v.InferInput<typeof PolicySchema>

export const defaultPolicy: Policy = v.parse(PolicySchema, {})
