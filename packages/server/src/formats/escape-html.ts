/** Makes any text safe inside HTML, between tags and in quoted attributes. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Of escaped text: a mail address stays on one line where it can, and keeps its own direction. What `bdi` does to lines, the style sheets say. */
export const wholeAddresses = (html: string): string => html.replace(/[^\s/<>]+/g, wholeAddress)

const HOST = /[\p{L}\p{N}.-]*[\p{L}\p{N}]/uy

/** From the last `@` that a host follows. Each character is read once: a single expression for all of it would start again at every character. */
function wholeAddress(word: string): string {
  for (let at = word.lastIndexOf('@'); at > 0; at = word.lastIndexOf('@', at - 1)) {
    HOST.lastIndex = at + 1
    if (HOST.test(word)) return `<bdi>${word.slice(0, HOST.lastIndex)}</bdi>${word.slice(HOST.lastIndex)}`
  }
  return word
}
