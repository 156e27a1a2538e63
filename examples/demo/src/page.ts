/** The frame of the demo's pages. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

export const STYLE = `:root{color-scheme:light dark;--ink:light-dark(#1c1f26,#f0f2f5);--dim:light-dark(#555d6b,#b3bac6);--line:light-dark(#dfe3ea,#313743);--card:light-dark(#fff,#1d2027);--accent:light-dark(#0f6b4f,#7fd8b5)}
*{box-sizing:border-box}body{margin:0;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:light-dark(#f5f6f3,#131517)}
header,main{max-width:60rem;margin:auto;padding:1rem}header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline}header a:first-child{font-weight:700;font-size:1.2rem;text-decoration:none;color:inherit;margin-inline-end:auto}
a{color:var(--accent)}.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin-block:1rem}.quiet{color:var(--dim);margin:0}
.goods{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}.goods .card{margin:0}.narrow{max-width:28rem;margin-inline:auto}
label{display:block;font-weight:600;margin-top:.75rem}input{display:block;width:100%;font:inherit;padding:.6rem .75rem;border:1px solid #858d9b;border-radius:.75rem;background:light-dark(#fff,#131517);color:inherit}
button{font:inherit;font-weight:600;min-height:2.75rem;margin-top:1rem;padding:.5rem 1.25rem;border:0;border-radius:.75rem;background:var(--accent);color:light-dark(#fff,#10201a)}
iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:.5rem;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}.bubble{background:light-dark(#e6efe9,#26332d);border-radius:1rem;padding:1rem;max-width:24rem;font:inherit}
[role=alert]{border-inline-start:4px solid #b3201b;padding-inline-start:.75rem}`

export const page = (title: string, body: string, { head = '', lang = 'en', header = '' } = {}): string => `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
${header === '' ? `<style>${STYLE}</style>` : '<link rel="stylesheet" href="/shop.css">'}${head}</head><body>${header}<main>${body}</main></body></html>`
