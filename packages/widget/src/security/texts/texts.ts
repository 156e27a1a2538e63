/** Every sentence of `<regain-security>`, by what it says; a key that is missing fails the compiler. */
import type { Activity, AsksReply, ContactRefusal, KeptMethodName, Loss, MethodName, ProofRule } from '@regain/core'
import type { Came } from '../security-controller.ts'

export interface SecurityTexts {
  /** BCP 47. */
  language: string
  direction: 'ltr' | 'rtl'
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
  /** Where one proof is not enough. */
  twoNeeded: Record<ProofRule, string>
  /** Beside it: what is there does not do. */
  notReached: string
  /** In a list. */
  ways: Record<MethodName, string>
  /** On a device that is asked whether an attempt is its owner's. */
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
    came: Record<NonNullable<AsksReply['came']>, string>
    until(time: string): string
  }
  addressesTitle: string
  noAddresses: string
  verified: string
  unverified: string
  since(day: string): string
  /** Beside what is new. */
  held(time: string): string
  heldWhy: string
  /** Its button, beside what is new; and what stands there where nothing ends it but time. */
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
  /** Where nothing is there that could. */
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
    /** What they learn. */
    tells: string
    fields: Record<'name' | 'email', { label: string; hint: string; missing: string }>
    invite: string
    refused: Record<ContactRefusal, string>
  }
  /** Why none was made. */
  noPasskey: Record<'not-given' | 'known', string>
  /** Of the browser, on this page. */
  noPasskeys: string
  notSetUp: string
  stopped: string
  left(count: number): string
  used(day: string): string
  keep: string
  /** Before it is removed. */
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
  /** The button of a practice run, and what that is. */
  drill: string
  drillWhat: string
  drillTitle: string
  drillLead: string
  drillLeave: string
  /** How it went. */
  drilled: Record<Came, { title: string; lead(site: string): string }>
  drillMissing: string
  drillComplete: string
  /** Nothing is missing, and still it did not work. */
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
