/** `regain audit verify`, `prove`, `key`: prove that the audit log is intact. */
import * as v from 'valibot'
import { createChain } from '../audit/chain.ts'
import type { Checkpoint } from '../audit/checkpoint.ts'
import { CheckpointSchema, createNotary, isSigned } from '../audit/checkpoint.ts'
import { makeCheckpoints } from '../audit/make-checkpoints.ts'
import { isProven, ProofSchema, proveReceipt } from '../audit/prove.ts'
import { readReceipt } from '../audit/receipt.ts'
import { verifyRecord } from '../audit/verify.ts'
import { command, refuse, withDatabase } from './command.ts'
import { exitStatus } from './exit-status.ts'
import { readText } from './files.ts'
import { showProgress } from './progress.ts'

export const verify = command({
  name: 'verify',
  description: 'verify the audit log, or name the first event that is not as it was written (exit status 1)',
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
      if (!verdict.ok) process.exitCode = exitStatus.found
      return { ...verdict }
    }),
})

export const prove = command({
  name: 'prove',
  description: "prove that a receipt's event is in the audit log; --json prints the proof",
  args: {
    receipt: { type: 'positional', description: 'the receipt from the mail', required: true },
    proof: { type: 'string', description: 'check this proof instead: needs no database', valueHint: 'FILE' },
    key: { type: 'string', description: 'the public key to check it with, from regain audit key', valueHint: 'KEY' },
  },
  async run({ receipt: typed, proof: file, key }) {
    const receipt = readReceipt(typed.slice(typed.lastIndexOf('/') + 1)) ?? refuse(`${typed} is not a receipt.`)
    if (file !== undefined) {
      const read = v.safeParse(ProofSchema, parse(readText(file)))
      if (!read.success) return refuse(`${file} holds no proof.`)
      if (!isProven(read.output, receipt, publicKeyOf(key))) return refuse('The proof is not valid.')
      return { proven: true, ...read.output }
    }
    return await withDatabase(async ({ db, keys, clock }) => {
      const notary = createNotary(keys)
      await makeCheckpoints({ db, chain: createChain(keys), notary, clock }, () => undefined)
      const proof = await proveReceipt(db.read, receipt)
      if (proof === undefined || proof === 'pending') return refuse('No event has this receipt, or it was pruned.')
      return isProven(proof, receipt, notary.publicKey)
        ? { proven: true, ...proof }
        : refuse('The audit log was tampered with: run regain audit verify.')
    })
  },
})

export const key = command({
  name: 'key',
  description: 'print the public key that checkpoints are signed with: keep it elsewhere',
  args: {},
  run: () => withDatabase(async ({ keys }) => ({ kty: 'OKP', crv: 'Ed25519', x: createNotary(keys).publicKey })),
})

/** As `regain audit key` prints it, or only its `x`. */
function publicKeyOf(key = ''): string {
  const jwk = v.safeParse(v.object({ x: v.string() }), parse(key))
  const x = jwk.success ? jwk.output.x : key
  return /^[A-Za-z0-9_-]{43}$/.test(x) ? x : refuse('--key is needed with --proof: what regain audit key printed.')
}

/** One JSON object per line: a checkpoint, or a line of the server's log that contains one. Other lines are skipped. */
function readAnchors(file: string, publicKey: string): Checkpoint[] {
  const anchors = readText(file)
    .split('\n')
    .flatMap((line, place) => {
      const anchor = anchorOf(parse(line))
      if (!anchor) return []
      return isSigned(anchor, publicKey)
        ? [anchor]
        : refuse(`Line ${place + 1} of ${file} holds a checkpoint that this server did not sign.`)
    })
  return anchors.length > 0 ? anchors : refuse(`${file} holds no checkpoint.`)
}

function anchorOf(line: unknown): Checkpoint | undefined {
  const held = v.safeParse(v.object({ checkpoint: CheckpointSchema }), line)
  if (held.success) return held.output.checkpoint
  const bare = v.safeParse(CheckpointSchema, line)
  return bare.success ? bare.output : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
