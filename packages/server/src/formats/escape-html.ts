/** Makes any text safe inside HTML, between tags and in quoted attributes. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** For escaped text: a mail address stays on one line if possible, and keeps its own direction. Style sheets decide how `bdi` breaks lines. */
export const wholeAddresses = (html: string): string => html.replace(/[^\s/<>]+/g, wholeAddress)

const HOST = /[\p{L}\p{N}.-]*[\p{L}\p{N}]/uy

/** Splits at the last `@` that is followed by a host. Reads each character once; a single regular expression would start again at every character. */
function wholeAddress(word: string): string {
  for (let at = word.lastIndexOf('@'); at > 0; at = word.lastIndexOf('@', at - 1)) {
    HOST.lastIndex = at + 1
    if (HOST.test(word)) return `<bdi>${word.slice(0, HOST.lastIndex)}</bdi>${word.slice(HOST.lastIndex)}`
  }
  return word
}
