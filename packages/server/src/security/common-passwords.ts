/** Passwords that attackers try first: an offline list of 49,000 (ASVS 5.0 6.2.4 asks for 3,000), and on wish a k-anonymous breach service. */
import type { Policy } from '@regain/core'
import { comparable } from '@regain/core'
import { dictionary } from '@zxcvbn-ts/language-common'
import { pwnedPassword } from 'hibp'

const words = new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase()))
const SHORTEST_PART = 4
const LONGEST_PART = Math.max(...[...words].map(({ length }) => length))
const lookAlikes: Record<string, string> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }
const readable = (text: string): string => text.replace(/[013457@$!]/g, (sign) => lookAlikes[sign] ?? sign)

/** One entry of the list, dressed up with digits and signs, or two of them in a row. */
export function isListed(password: string): boolean {
  const plain = comparable(password).replace(/\s/g, '')
  const bare = fromLetterToLetter(plain)
  return [plain, bare, readable(plain), readable(bare)].some((spelling) => words.has(spelling) || isTwoEntries(spelling))
}

function fromLetterToLetter(text: string): string {
  const signs = [...text]
  const isLetter = (sign: string): boolean => /\p{L}/u.test(sign)
  return signs.slice(Math.max(signs.findIndex(isLetter), 0), signs.findLastIndex(isLetter) + 1).join('')
}

function isTwoEntries(text: string): boolean {
  if (text.length > 2 * LONGEST_PART) return false
  for (let cut = SHORTEST_PART; cut <= text.length - SHORTEST_PART; cut += 1) {
    if (words.has(text.slice(0, cut)) && words.has(text.slice(cut))) return true
  }
  return false
}

const SERVICE_TIMEOUT_MS = 1500

/** Only five characters of a SHA-1 leave the process, padded; a service that does not answer leaves the decision to the list. */
export async function isCommon(password: string, policy: Policy): Promise<boolean> {
  if (isListed(password)) return true
  if (!policy.password.breachService) return false
  return await pwnedPassword(password, { addPadding: true, timeoutMs: SERVICE_TIMEOUT_MS }).then(
    (count) => count > 0,
    () => false,
  )
}
