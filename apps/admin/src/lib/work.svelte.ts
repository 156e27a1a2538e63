/** One act at a time: whether it is running, and why the last one failed. */
import { sentence } from './api.ts'
import { PasskeyNotGiven } from './passkeys.ts'

export function createWork() {
  let busy = $state(false)
  let fault = $state('')
  return {
    get busy() {
      return busy
    },
    get fault() {
      return fault
    },
    /** Does nothing while another act is running. True if it succeeded. */
    async run(work: () => Promise<unknown>): Promise<boolean> {
      if (busy) return false
      busy = true
      fault = ''
      try {
        await work()
      } catch (error) {
        fault = error instanceof PasskeyNotGiven ? error.message : sentence(error)
      } finally {
        busy = false
      }
      return fault === ''
    },
  }
}
