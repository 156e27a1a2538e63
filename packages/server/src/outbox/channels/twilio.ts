/** Sends text messages in Twilio's HTTP shape, which many gateways speak. */
import type { Channel } from '../channel.ts'
import type { Delivery } from '../message.ts'
import { writeSms } from '../messages/write-sms.ts'

export interface TwilioSettings {
  /** `twilio://sid:token@host[:port]`; plain HTTP on loopback only. */
  url: string
  from: string
}

export function createTwilio({ url, from }: TwilioSettings): Channel {
  // URL keeps host and port only for the schemes it knows.
  const { username, password, hostname, host } = new URL(url.replace(/^twilio:/, 'https:'))
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  const account = `${loopback ? 'http' : 'https'}://${host}/2010-04-01/Accounts/${username}`
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
  return {
    name: 'phone',
    async deliver(message, _messageId, signal) {
      if (message.kind === 'operator-mail') return { result: 'refused', because: 'operators get mail only' }
      const body = new URLSearchParams({ To: message.to, From: from, Body: writeSms(message) })
      try {
        const reply = await fetch(`${account}/Messages.json`, {
          method: 'POST',
          headers: { authorization },
          body,
          signal,
          redirect: 'error',
        })
        await reply.body?.cancel()
        return readStatus(reply.status)
      } catch {
        return { result: 'delayed', because: 'the SMS gateway was not reached' }
      }
    },
    async probe(signal) {
      const answered = await fetch(`${account}.json`, { headers: { authorization }, signal, redirect: 'error' }).then(
        (reply) => reply.status,
        () => 0,
      )
      if (answered === 0) return 'The SMS gateway does not answer: look at REGAIN_SMS_URL.'
      return answered === 401 || answered === 403 ? 'The SMS gateway refuses our account: look at REGAIN_SMS_URL.' : undefined
    },
    close: () => undefined,
  }
}

function readStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return { result: 'delivered' }
  // 401 and 403 are our fault, 429 and 5xx pass: the number is not to blame.
  const passing = status === 401 || status === 403 || status === 429 || status >= 500
  return { result: passing ? 'delayed' : 'refused', because: `the SMS gateway answered ${status}` }
}
