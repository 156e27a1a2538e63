/** Merkle trees after RFC 9162 section 2.1 (as in RFC 6962): a root represents all leaves, a path proves one without showing the others. */
import { createHash } from 'node:crypto'

// Security: leaves and nodes are hashed differently, or a node could be passed off as a leaf (RFC 9162 2.1.1).
export const hashLeaf = (leaf: string): Buffer => createHash('sha256').update('\0').update(leaf).digest()
const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => createHash('sha256').update('\x01').update(left).update(right).digest()

/** The largest power of two below `count`. */
const split = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1)

/** `leaves` are hashes; there is at least one. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (!only) throw new RangeError('a Merkle tree needs leaves')
  if (leaves.length === 1) return only
  const left = split(leaves.length)
  return hashNode(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)))
}

/** The hashes that lead from leaf `index` to the root, lowest first. */
export function pathTo(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return []
  const left = split(leaves.length)
  return index < left
    ? [...pathTo(index, leaves.slice(0, left)), rootOf(leaves.slice(left))]
    : [...pathTo(index - left, leaves.slice(left)), rootOf(leaves.slice(0, left))]
}

/** The root that follows from a leaf and its path in a tree of `count`; undefined if the path has the wrong length. */
export function rootFrom(leaf: Buffer, index: number, count: number, path: readonly Uint8Array[]): Buffer | undefined {
  const top = path.at(-1)
  if (count <= 1 || !top) return count === 1 && !top && index === 0 ? leaf : undefined
  const left = split(count)
  const rest = path.slice(0, -1)
  const below = index < left ? rootFrom(leaf, index, left, rest) : rootFrom(leaf, index - left, count - left, rest)
  if (!below) return undefined
  return index < left ? hashNode(below, top) : hashNode(top, below)
}
