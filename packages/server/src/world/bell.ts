/** Wakes the one loop that sleeps on it. A ring while the loop is at work is kept for its next sleep, so that nothing is missed. */

export interface Bell {
  ring(): void
  /** Ends after so many milliseconds, or at a ring: true. */
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
