/** Signs operators in, and asks for a fresh proof before the most sensitive acts. */

import { mustLetIn } from '../limits/room.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { Caller, OperatorDeps, SignedIn } from './operator.ts'
import { openPasskeySignIn } from './passkeys.ts'
import type { Proof } from './prove.ts'
import { prove } from './prove.ts'
import { raiseSession, startSession } from './sessions.ts'

/** For an anonymous caller: it writes a row, so it is counted. */
export async function openSignIn(caller: Caller, deps: OperatorDeps) {
  await deps.db.write((tx) => mustLetIn(tx, 'console', undefined, caller.address, deps))
  return await openPasskeySignIn('', deps)
}

export interface Entered {
  /** The new value of the cookie. */
  token: string
  savedCode?: string
}

export interface SignIn {
  proof: Proof
  caller: Caller
  /** The browser's earlier session. */
  replaces?: string | undefined
}

export const signIn = ({ proof, caller, replaces }: SignIn, deps: OperatorDeps): Promise<Entered> =>
  prove(
    {
      proof,
      caller,
      async act(tx, { operator, savedCode }) {
        const token = await startSession(tx, { operator: operator.id, caller, proven: true, replaces }, deps)
        await note(tx, 'operator.signed-in', byOf(operator.id, caller), deps.clock.now(), { by: proof.type })
        return { token, ...(savedCode && { savedCode }) }
      },
    },
    deps,
  )

export const stepUp = (signedIn: SignedIn, { proof, caller }: Omit<SignIn, 'replaces'>, deps: OperatorDeps): Promise<Entered> =>
  prove(
    {
      proof,
      caller,
      only: signedIn.operator.id,
      async act(tx, { operator, savedCode }) {
        const token = await raiseSession(tx, signedIn, deps)
        await note(tx, 'operator.stepped-up', byOf(operator.id, caller), deps.clock.now(), { by: proof.type })
        return { token, ...(savedCode && { savedCode }) }
      },
    },
    deps,
  )

const byOf = (operator: string, { requestId }: Caller): By => ({ operator, requestId })
