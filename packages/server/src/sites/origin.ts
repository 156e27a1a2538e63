/** Reads the origin of a site's pages as browsers send it, for exact comparison. */

export interface ReadOrigin {
  /** As browsers write it. */
  origin: string
  /** Without TLS, on a private network: anybody on that network could change its pages. */
  insecure: boolean
}

const APP = /^(capacitor|ionic|tauri):\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/
/** RFC 6761 6.3: names under `localhost` never leave the machine. */
const LOOPBACK = /^(([a-z0-9-]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])$/
/** RFC 1918, RFC 3927, RFC 4193, RFC 4291 2.5.6, and local names (RFC 6762, RFC 8375). */
const PRIVATE =
  /^(10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|\[f[cd][0-9a-f]*:.*\]|\[fe[89ab][0-9a-f]*:.*\]|.+\.(local|home\.arpa))$/

/** A sentence if it is not a valid origin. */
export function readOrigin(text: string): ReadOrigin | string {
  if (text.includes('*')) return `${text}: origins match exactly, and a star matches nothing. Name each one, such as https://shop.example.`
  const app = text.toLowerCase().replace(/\/$/, '')
  if (APP.test(app)) return { origin: app, insecure: false }
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return `${text} is not an origin such as https://shop.example. Apps have capacitor://localhost, ionic://localhost or tauri://localhost.`
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(text)
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '' || password !== '')
    return `${text} is more than an origin. Write ${origin}.`
  if (protocol === 'https:' || LOOPBACK.test(hostname)) return { origin, insecure: false }
  if (PRIVATE.test(hostname)) return { origin, insecure: true }
  return `${text} is without TLS. Write ${origin.replace('http:', 'https:')}; http:// is for localhost, and for a private network with --insecure-origin.`
}
