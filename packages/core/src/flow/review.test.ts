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

it('undoes from the first thing on that its owner disowned, and nothing where all was theirs', () => {
  expect(notMineSince(review, ['late'])).toBe(300)
  expect(notMineSince(review, ['late', 'early'])).toBe(200)
  expect(notMineSince(review, [])).toBeUndefined()
})

it('takes no word about what is decided already, about what another proof must undo, or about what it never asked', () => {
  expect(notMineSince(review, ['goes', 'older', 'made up'])).toBeUndefined()
})
