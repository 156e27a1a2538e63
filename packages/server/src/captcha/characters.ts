/** Characters to copy: drawn as bent outlines in a PNG, spoken in a WAV. Neither's size, name or metadata depends on the text. */
import { readFileSync } from 'node:fs'
import { plainDigits } from '@regain/core'
import type { ConfigObject } from 'svg-captcha'
import type { Chance } from '../world/chance.ts'

/** No characters that look or sound alike. Sixteen of them, six times: 24 bits, one try each. */
export const ALPHABET = '2345679AFHKMRWXY'
const CHARACTERS = 6

/** A font, and a renderer for it. */
async function loadDrawing() {
  const [{ default: svgCaptcha }, { renderAsync }] = await Promise.all([import('svg-captcha'), import('@resvg/resvg-js')])
  // The package's types omit that it can draw a given text (its README, "svgCaptcha(text, options)").
  return { outline: svgCaptcha as unknown as (text: string, options: ConfigObject) => string, renderAsync }
}

const WIDTH = 480
const HEIGHT = 160
const RATE = 8000
const CLIP = 6400
const GAP = 2400
/** Silence first, because a screen reader announces the button at that moment and would talk over the first character. */
const LEAD = 1.5 * RATE
const END = 1600

// Works from src/captcha, dist/captcha and dist/program. Unsigned 8-bit samples, one clip after the other, in the order of the alphabet.
const clips = readFileSync(new URL('../../assets/captcha/en.u8', import.meta.url))

export const draw = (chance: Chance): string => chance.characters(CHARACTERS, ALPHABET)

/** Reads what a person may type: any case, full-width forms, digits of any script. Other characters are ignored. */
export const readCharacters = (typed: string): string =>
  [...plainDigits(typed.normalize('NFKC')).toUpperCase()].filter((sign) => ALPHABET.includes(sign)).join('')

export async function image(text: string): Promise<string> {
  const { outline, renderAsync } = await loadDrawing()
  const svg = outline(text, { width: WIDTH / 2, height: HEIGHT / 2, fontSize: 60, noise: 4, color: false })
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    background: '#f4f4f2',
    font: { loadSystemFonts: false },
  })
  return dataUrl('image/png', padded(picture.asPng()))
}

const PNG_BUCKET = 65_536
const IEND = 12

/** Every picture has the same size: a private ancillary chunk before the end fills it up. */
function padded(png: Buffer): Buffer {
  const room = PNG_BUCKET - png.length - 12
  if (room < 0) return png
  const body = Buffer.concat([Buffer.from('paDd', 'latin1'), Buffer.alloc(room)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(room)
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, png.length - IEND), length, body, crc, png.subarray(png.length - IEND)])
}

/** PNG 1.2, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Noise, loudness and pauses differ each time, so that no two recordings of a character have the same bytes. */
export function sound(text: string, chance: Chance): string {
  const samples = new Uint8Array(LEAD + CHARACTERS * (CLIP + GAP) + END).fill(128)
  const noise = chance.bytes(samples.length)
  let at = LEAD
  for (const character of text) {
    const clip = clips.subarray(ALPHABET.indexOf(character) * CLIP).subarray(0, CLIP)
    const start = at + chance.below(GAP / 2)
    const loudness = 70 + chance.below(30)
    clip.forEach((sample, place) => {
      samples[start + place] = 128 + Math.trunc(((sample - 128) * loudness) / 110)
    })
    at += CLIP + GAP
  }
  const noisy = samples.map((sample, place) => (place < LEAD ? sample : sample + ((noise[place] ?? 0) % 13) - 6))
  return dataUrl('audio/wav', Buffer.concat([wavHeader(noisy.length), noisy]))
}

function wavHeader(length: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(length, 40)
  return header
}

const dataUrl = (type: string, bytes: Uint8Array): string => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
