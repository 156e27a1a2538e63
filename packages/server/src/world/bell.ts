/** Wakes a sleeping loop. A ring during the loop's work ends its next sleep at once, so that no ring is lost. */

export interface Bell {
  ring(): void
  /** Ends after `ms` milliseconds, or at a ring. True: it was a ring. */
  sleep(ms: number): Promise<boolean>
}

export function createBell(): Bell {
  let rung = false
  let wake = (): void => undefined
  return {
    ring() {
      rung = true
      wake()
    },
    async sleep(ms) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      const wasRung = rung
      rung = false
      return wasRung
    },
  }
}
