/** The script of the page for calls: polls less and less often, and shows the result. The page also works without it, by its button. */

/** Short enough that people don't wonder. With the factor, about seventy polls during a call that no operator takes. */
const FIRST_MS = 2000
const MOST_MS = 10_000

export const CALL_SCRIPT = `const form = document.querySelector('[data-look]').form
let pause = ${FIRST_MS}
async function look() {
  const body = new URLSearchParams(new FormData(form))
  const reply = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body }).catch(() => undefined)
  pause = Math.min(pause * 1.2, ${MOST_MS})
  if (!reply?.ok) return true
  const { state, said, code } = await reply.json()
  const line = document.querySelector('[data-said]')
  if (line.textContent !== said) {
    line.textContent = said
    if (code) {
      const digits = document.createElement('bdi')
      digits.dir = 'ltr'
      digits.textContent = code
      document.querySelector('[data-code]').replaceChildren(digits)
    }
    for (const part of document.querySelectorAll('[data-while]')) part.hidden = part.dataset.while !== state
  }
  return state === 'waiting' || state === 'taken'
}
async function wait() {
  if (await look()) setTimeout(wait, pause)
}
setTimeout(wait, pause)
`
