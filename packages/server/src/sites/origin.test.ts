import { describe, expect, it } from 'vitest'
import { readOrigin } from './origin.ts'

describe('an origin', () => {
  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://Shop.Example:443/', 'https://shop.example'],
    ['https://shop.example:8443', 'https://shop.example:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://shop.localhost:3000', 'http://shop.localhost:3000'],
    ['http://a.b.localhost', 'http://a.b.localhost'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['http://[::1]:5173', 'http://[::1]:5173'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['ionic://localhost/', 'ionic://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['capacitor://app.shop.example', 'capacitor://app.shop.example'],
  ])('%s is taken as %s', (text, origin) => expect(readOrigin(text)).toEqual({ origin, insecure: false }))

  it.each([
    'http://192.168.1.20:8080',
    'http://10.0.0.5',
    'http://172.16.3.4:3000',
    'http://172.31.255.1',
    'http://169.254.7.7',
    'http://[fd12:3456::1]:3000',
    'http://[fe80::1]',
    'http://shop.local',
    'http://nas.home.arpa:8080',
  ])('%s is on a private network, and insecure', (origin) => expect(readOrigin(origin)).toEqual({ origin, insecure: true }))

  it.each([
    ['https://*.vercel.app', /match exactly/],
    ['*', /match exactly/],
    ['https://*', /match exactly/],
    ['capacitor://*', /match exactly/],
    ['http://shop.example', /is without TLS\. Write https:\/\/shop\.example/],
    ['http://172.32.0.1', /is without TLS/],
    ['http://192.169.0.1', /is without TLS/],
    ['http://localhost.evil.example', /is without TLS/],
    ['http://notlocalhost', /is without TLS/],
    ['http://[2001:db8::1]', /is without TLS/],
    ['https://shop.example/path', /more than an origin\. Write https:\/\/shop\.example\./],
    ['https://name@shop.example', /more than an origin/],
    ['https://shop.example?x', /more than an origin/],
    ['shop.example', /is not an origin such as/],
    ['null', /is not an origin such as/],
    ['file:///index.html', /is not an origin such as/],
    ['chrome-extension://abcdef', /is not an origin such as/],
    ['app://localhost', /is not an origin such as/],
    ['capacitor://localhost/path', /is not an origin such as/],
    ['', /is not an origin such as/],
  ])('%j is refused with a sentence', (text, sentence) => expect(readOrigin(text)).toMatch(sentence))
})
