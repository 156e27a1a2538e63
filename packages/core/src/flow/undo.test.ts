import { describe, expect, it } from 'vitest'
import { whoMayUndo } from './undo.ts'

const jane = { channel: 'email', value: 'jane@example.com', verified: true } as const
const phone = { channel: 'phone', value: '+4915112345642', verified: true } as const
const thief = { channel: 'email', value: 'thief@evil.example', verified: true } as const

describe('who may undo a change', () => {
  it('is every verified address that the account had before it', () => {
    expect(whoMayUndo([jane, phone], [jane, phone])).toEqual([jane, phone])
    expect(whoMayUndo([{ ...jane, verified: false }, phone], [jane, phone])).toEqual([phone])
  })
  it('is no address that was added by a change which can still be undone', () => {
    expect(whoMayUndo([jane, thief], [jane])).toEqual([jane])
    expect(whoMayUndo([thief], [jane])).toEqual([])
    expect(whoMayUndo([jane], [{ ...jane, verified: false }])).toEqual([])
  })
  it('distinguishes a phone number and a mail address with the same characters', () => {
    expect(whoMayUndo([{ ...jane, channel: 'phone' }], [jane])).toEqual([])
  })
})
