/** Sends text messages through Twilio's HTTP interface, which many gateways support. */
import type { Channel } from '../channel.ts'
import { writeSms } from '../messages/write-sms.ts'
import { readSmsStatus } from './read-sms-status.ts'

export interface TwilioSettings {
  /** `twilio://sid:token@host[:port]`; plain HTTP on loopback only. */
  url: string
  from: string
}

export function createTwilio({ url, from }: TwilioSettings): Channel {
  // URL keeps host and port only for schemes that it knows.
  const { username, password, hostname, host } = new URL(url.replace(/^twilio:/, 'https:'))
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  const account = `${loopback ? 'http' : 'https'}://${host}/2010-04-01/Accounts/${username}`
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
  return {
    name: 'phone',
    async deliver(message, _messageId, signal) {
      if (message.channel !== 'phone') return { result: 'refused', because: 'the message is not a text message' }
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
        return readSmsStatus(reply.status)
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
