/** The sentences of `<regain-security>`, by name: a language without one of them fails the type check. */
import type { Activity, AsksReply, ContactRefusal, KeptMethodName, Loss, MethodName, ProofRule } from '@regain/core'
import type { PracticeEnd } from '../security/security-controller.ts'

export interface SecurityTexts {
  loading: string
  title: string
  readyTitle: string
  /** The beginning of a sentence that `ready` or `notReady` ends. */
  lost: Record<Loss, string>
  ready(by: string): string
  readyByTwo(by: string): string
  notReady: string
  add(what: string): string
  nothingYet: string
  /** For accounts that need two proofs. */
  twoNeeded: Record<ProofRule, string>
  /** Beside it, where the methods of the account are not enough. */
  notReached: string
  /** Parts of a list within a sentence. */
  ways: Record<MethodName, string>
  /** A signed-in device, which is asked whether an attempt is its owner’s. */
  device: {
    title: string
    nothing(site: string): string
    asksFrom(moment: string): string
    asked(site: string): string
    begun(moment: string): string
    browser(name: string): string
    place(country: string): string
    label: string
    hint: string
    missing: string
    me: string
    notMe: string
    sure: string
    end: string
    /** What became of the answer. */
    results: Record<NonNullable<AsksReply['came']>, string>
    until(time: string): string
  }
  addressesTitle: string
  noAddresses: string
  verified: string
  unverified: string
  since(day: string): string
  /** Beside a new method or address. */
  held(time: string): string
  heldWhy: string
  /** The button that ends the waiting period of a new method or address. */
  holdEnd: string
  holdTitle: string
  holdLead: string
  holdSend: string
  holdBy: Record<'saved-code' | 'totp', string>
  holdSavedCode: string
  holdSavedHint: string
  holdAppHint: string
  holdSentCode: string
  holdSentHint: string
  holdMissing: string
  holdWrong: string
  holdEnded: string
  /** Where no older method could end it. */
  holdNoWay: string
  keptTitle: string
  kept: Record<
    KeptMethodName,
    { name: string; what: string; setUp: string; renew: string; remove: string; removeSure: string; made: string; removed: string }
  >
  contacts: {
    needed(count: number): string
    invited(day: string): string
    title: string
    lead: string
    /** What a contact learns about the account. */
    tells: string
    fields: Record<'name' | 'email', { label: string; hint: string; missing: string }>
    invite: string
    refused: Record<ContactRefusal, string>
  }
  /** Why no passkey was created. */
  noPasskey: Record<'not-given' | 'known', string>
  noPasskeys: string
  notSetUp: string
  stopped: string
  left(count: number): string
  used(day: string): string
  keep: string
  /** Before the last passkey of an account without a password is removed. */
  onlyPasskey: string
  cancel: string
  codesTitle: string
  codesLead: string
  print: string
  copy: string
  copied: string
  codesDone: string
  sheet(site: string, day: string): string
  appTitle: string
  appScan: string
  appType: string
  appOpen: string
  appPicture: string
  appCode: string
  appHint: string
  appMissing: string
  appWrong: string
  appConfirm: string
  activityTitle: string
  activity: Record<Activity, string>
  noActivity: string
  /** The button that starts a practice run, and what that is. */
  drill: string
  drillWhat: string
  drillTitle: string
  drillLead: string
  drillLeave: string
  /** How the practice run ended. */
  drilled: Record<PracticeEnd, { title: string; lead(site: string): string }>
  drillMissing: string
  drillComplete: string
  /** No method is missing, but the practice run did not reach its end. */
  drillCheck: string
  drillAdd(what: string): string
  drillDone: string
  drilledEnough: string
  until(time: string): string
  over: string
  tooMany: string
  unreachable: string
  tryAgain: string
}
