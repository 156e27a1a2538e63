/** The current time as a reactive value: every "3 minutes ago" of a page follows one timer. */
import { createSubscriber } from 'svelte/reactivity'
import { serverNow } from './clock.ts'

const EVERY_MS = 10_000

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, EVERY_MS)
  return () => clearInterval(timer)
})

export function now(): number {
  subscribe()
  return serverNow()
}
