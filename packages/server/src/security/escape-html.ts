/** Makes any text safe inside HTML, between tags and in quoted attributes. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Of escaped text: a mail address stays on one line where it can, and keeps its own direction. What `bdi` does to lines, the style sheets say. */
export const wholeAddresses = (html: string): string => html.replace(/[^\s/<>]+@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu, '<bdi>$&</bdi>')
