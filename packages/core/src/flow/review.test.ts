import { expect, it } from 'vitest'
import { notMineSince, type Review } from './review.ts'

const review: Review = {
  changes: [
    { ref: 'late', change: 'method-set-up', at: 300, fate: 'open', method: 'totp' },
    { ref: 'goes', change: 'method-set-up', at: 250, fate: 'goes', method: 'passkey' },
    { ref: 'early', change: 'addresses-changed', at: 200, fate: 'open' },
    { ref: 'older', change: 'addresses-changed', at: 100, fate: 'stays' },
  ],
  lately: [],
}

it('undoes from the first change that the owner disowned, and nothing if all were theirs', () => {
  expect(notMineSince(review, ['late'])).toBe(300)
  expect(notMineSince(review, ['late', 'early'])).toBe(200)
  expect(notMineSince(review, [])).toBeUndefined()
})

it('accepts no answer about decided changes, changes that need another proof, or changes that it did not ask about', () => {
  expect(notMineSince(review, ['goes', 'older', 'made up'])).toBeUndefined()
})
