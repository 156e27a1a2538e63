/** Limits that belong to no realm, so no policy sets them. The numbers are our own choice: no standard states them. */
import type { Limit } from '@regain/core'

const TEN_MINUTES = 600
const DAY = 86_400

export const serverLimits = {
  /** Forms of public pages posted from one address, or one IPv6 /48: counted before the form is read, so before any realm is known. */
  pagePerAddress: { burst: 60, perSeconds: TEN_MINUTES },
  pagePerNetwork: { burst: 300, perSeconds: TEN_MINUTES },
  /** Sign-ins to the console begun or tried from one address: a team behind one address signs in freely, a robot fills no table. */
  consolePerAddress: { burst: 40, perSeconds: TEN_MINUTES },
  consolePerNetwork: { burst: 200, perSeconds: TEN_MINUTES },
  /** Mails of one subject to one operator. Each subject counts separately, so that one can't suppress another. */
  operatorMailsPerSubjectDaily: { burst: 50, perSeconds: DAY },
  /** Passwords tried for one operator, from anywhere. A thief with the password gets 50 tries a day at two valid codes of a million: a chance of one in 10,000. */
  operatorPerName: { burst: 10, perSeconds: TEN_MINUTES },
  operatorPerNameDaily: { burst: 50, perSeconds: DAY },
  /** Wrong codes of calls that one operator types. With codes of eight digits, guessing finds nothing in a lifetime. */
  callCodesPerOperator: { burst: 10, perSeconds: TEN_MINUTES },
  callCodesInAll: { burst: 100, perSeconds: TEN_MINUTES },
  /** Full values of accounts that one operator reads in the console: a busy day of phone calls. Beyond it each one takes a fresh proof, and at sixty the day is over. */
  unmaskedPerOperatorDaily: { burst: 20, perSeconds: DAY },
  unmaskedPerProof: { burst: 1, perSeconds: DAY },
  unmaskedPerOperatorInAll: { burst: 60, perSeconds: DAY },
} as const satisfies Record<string, Limit>
export type ServerLimitName = keyof typeof serverLimits
