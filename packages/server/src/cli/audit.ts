/** `regain audit …` */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { createChain } from '../audit/chain.ts'
import type { Checkpoint } from '../audit/checkpoint.ts'
import { CheckpointSchema, createNotary, isSigned } from '../audit/checkpoint.ts'
import { verifyRecord } from '../audit/verify.ts'
import { command, group, refuse, withDatabase } from './command.ts'
import { showProgress } from './progress.ts'

const verify = command({
  name: 'verify',
  description: 'prove the record, or name the first event that is not as it was written (exit status 1)',
  args: {
    checkpoints: { type: 'string', description: 'checkpoints that were kept elsewhere, or a log of the server', valueHint: 'FILE' },
  },
  run: ({ checkpoints }) =>
    withDatabase(async ({ db, keys }) => {
      const { publicKey } = createNotary(keys)
      const anchors = checkpoints === undefined ? [] : readAnchors(checkpoints, publicKey)
      const verdict = await verifyRecord({
        reader: db.read,
        chain: createChain(keys),
        publicKey,
        anchors,
        onProgress: showProgress('events'),
      })
      if (!verdict.ok) process.exitCode = 1
      return { ...verdict }
    }),
})

/** One JSON object a line: a checkpoint, or a line of the server's log that holds one. Other lines of a log are passed over. */
function readAnchors(file: string, publicKey: string): Checkpoint[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return refuse(`${file} can not be read.`)
  }
  const anchors = text.split('\n').flatMap((line, place) => {
    const anchor = anchorOf(line)
    if (!anchor) return []
    return isSigned(anchor, publicKey) ? [anchor] : refuse(`Line ${place + 1} of ${file} holds a checkpoint that this server did not sign.`)
  })
  return anchors.length > 0 ? anchors : refuse(`${file} holds no checkpoint.`)
}

function anchorOf(line: string): Checkpoint | undefined {
  try {
    const read: unknown = JSON.parse(line)
    const held = v.safeParse(v.object({ checkpoint: CheckpointSchema }), read)
    if (held.success) return held.output.checkpoint
    const bare = v.safeParse(CheckpointSchema, read)
    return bare.success ? bare.output : undefined
  } catch {
    return undefined
  }
}

export const audit = group('audit', 'the record', { verify: verify as never })
