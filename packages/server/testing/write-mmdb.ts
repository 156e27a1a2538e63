/** A small database of countries in the MaxMind DB format 2.0, for tests. */
type Value = string | number | readonly string[] | { readonly [name: string]: Value }

/** Section "Data Field Format": short strings, whole numbers up to 32 bits, maps and lists. */
function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from([(2 << 5) | Buffer.byteLength(value)]), Buffer.from(value)])
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(5)
    bytes[0] = (6 << 5) | 4
    bytes.writeUInt32BE(value, 1)
    return bytes
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 4]), ...value.map((one: string) => encode(one))])
  const entries = Object.entries(value)
  return Buffer.concat([Buffer.from([(7 << 5) | entries.length]), ...entries.flatMap(([name, inner]) => [encode(name), encode(inner)])])
}

const RECORD_BITS = 24
type Node = [left: number | Node | undefined, right: number | Node | undefined]

/** `networks`: the bits of an IPv6 network (IPv4 is under ::/96), and its record. */
export function writeMmdb(networks: readonly { network: string; record: Value }[]): Buffer {
  const root: Node = [undefined, undefined]
  const data: Buffer[] = []
  let offset = 0
  for (const { network, record } of networks) {
    const bits = bitsOf(network)
    let node = root
    for (const bit of bits.slice(0, -1)) {
      const next = node[bit]
      const inner: Node = Array.isArray(next) ? next : [undefined, undefined]
      node[bit] = inner
      node = inner
    }
    node[bits.at(-1) ?? 0] = offset
    const written = encode(record)
    data.push(written)
    offset += written.length
  }
  const nodes: Node[] = []
  const walk = (node: Node): void => {
    nodes.push(node)
    for (const next of node) if (Array.isArray(next)) walk(next)
  }
  walk(root)
  const places = new Map(nodes.map((node, place) => [node, place]))
  const tree = Buffer.alloc((nodes.length * 2 * RECORD_BITS) / 8)
  for (const [place, node] of nodes.entries())
    for (const side of [0, 1] as const) {
      const next = node[side]
      const value = next === undefined ? nodes.length : Array.isArray(next) ? (places.get(next) ?? 0) : nodes.length + 16 + next
      tree.writeUIntBE(value, place * 6 + side * 3, 3)
    }
  const metadata = {
    node_count: nodes.length,
    record_size: RECORD_BITS,
    ip_version: 6,
    database_type: 'Test-Country',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
    description: { en: 'for tests' },
  }
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), encode(metadata)])
}

function bitsOf(network: string): (0 | 1)[] {
  const [address = '', length = ''] = network.split('/')
  const isIPv4 = address.includes('.')
  const bytes = isIPv4
    ? [...Array.from({ length: 12 }, () => 0), ...address.split('.').map(Number)]
    : address.split(':').flatMap((group) => [Number.parseInt(group || '0', 16) >> 8, Number.parseInt(group || '0', 16) & 255])
  const all = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> (7 - bit)) & 1) as 0 | 1))
  return all.slice(0, Number(length) + (isIPv4 ? 96 : 0))
}
