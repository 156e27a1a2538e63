/** Picks the smallest precompressed encoding of a file that the browser accepts. */
const ready = ['br', 'gzip'] as const
export type Encoding = (typeof ready)[number]

/** `accepted` is the header `Accept-Encoding` (RFC 9110 12.5.3); encodings with `q=0` are not used. */
export const chooseEncoding = (accepted = ''): Encoding | undefined =>
  ready.find((name) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted))
