/** Makes the spoken characters, each exactly as long as the others. Needs espeak-ng and sox: `node scripts/captcha-clips.mjs` */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ALPHABET = '2345679AFHKMRWXY'
const SAMPLES = 6400 // 0.8 s at 8 kHz

const folder = mkdtempSync(join(tmpdir(), 'clips-'))
const clips = [...ALPHABET].map((character) => {
  const spoken = join(folder, 'spoken.wav')
  const raw = join(folder, 'clip.raw')
  execFileSync('espeak-ng', ['-v', 'en-us', '-s', '130', '-w', spoken, character])
  const format = ['-r', '8000', '-c', '1', '-b', '8', '-e', 'unsigned-integer', '-t', 'raw']
  execFileSync('sox', ['-R', spoken, ...format, raw, 'gain', '-n', '-3', 'silence', '1', '0.02', '1%'])
  // A longer clip is cut; a shorter one is filled up with silence.
  const spokenSamples = readFileSync(raw).subarray(0, SAMPLES)
  return Buffer.concat([spokenSamples, Buffer.alloc(SAMPLES - spokenSamples.length, 128)])
})
writeFileSync(new URL('../assets/captcha/en.u8', import.meta.url), Buffer.concat(clips))
