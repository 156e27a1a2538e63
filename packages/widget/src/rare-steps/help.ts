/** The form that asks the support team for help: what they need to know, what to expect, and what they never ask for. */
import { type HelpField, helpLengths, type Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { addStyles } from './add-styles.ts'
import { ended } from './ended.ts'
import { evidenceFields, evidenceTyped } from './evidence.ts'
import { kit } from './kit.ts'

export function help(context: RareContext, { support, evidence, halfProven }: Extract<Step, { type: 'help' }>): Screen {
  const { c, t, w, siteName } = context
  const missing = kit.emptyOf(context, { contact: w.contactMissing, whatHappened: w.whatHappenedMissing })
  const said = c.news?.code === 'contact-refused' ? { name: 'contact', text: w.contactRefused } : undefined
  const error = (name: HelpField) =>
    c.lacking.includes(name) ? missing.find((field) => field.name === name)?.text : said?.name === name ? said.text : undefined
  const typed = (name: HelpField) => c.typed.get(name) ?? ''
  return {
    title: w.helpTitle,
    lead: w.helpLead(siteName),
    missing,
    said,
    before: kit.html`${halfProven ? kit.html`<p>${w.helpHalfProven}</p>` : kit.nothing}<p class="hint">${w.helpExpect(siteName)}</p>${kit.hasContact(support) ? kit.html`<div class="stack"><p class="hint">${w.helpDirect}</p>${kit.contact(support)}${support.phone ? pageOf(context, 'calls', w.helpCall) : kit.nothing}</div>` : kit.nothing}`,
    fields: kit.html`${kit.field(context, {
      name: 'contact',
      label: w.contactLabel,
      hint: w.contactHint,
      error: error('contact'),
      autocomplete: 'email',
      maxlength: helpLengths.contact,
    })}${story(context, error('whatHappened'))}${kit.field(context, {
      name: 'lastSignIn',
      label: w.lastSignInLabel,
      hint: w.lastSignInHint,
      autocomplete: 'off',
      maxlength: helpLengths.lastSignIn,
    })}${evidenceFields(context, evidence)}`,
    after: kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button><button type="button" class="link" @click=${c.startOver}>${t.otherAccount}</button>`,
    submit: {
      label: w.helpSend,
      run: () =>
        c.answer({
          type: 'help',
          contact: typed('contact'),
          whatHappened: typed('whatHappened'),
          lastSignIn: typed('lastSignIn'),
          ...evidenceTyped(context, evidence),
        }),
    },
    shown: addStyles,
  }
}

/** The reference that the person keeps, and a link to the status of their request. */
export function caseOpened(context: RareContext, step: Extract<Step, { type: 'done' }>): Screen {
  const { w } = context
  const screen = ended(context, step)
  const reference = kit.html`<p>${w.reference(step.reference ?? '')}</p>`
  return { ...screen, between: kit.html`${reference}${pageOf(context, 'cases', w.caseLook)}${screen.between}` }
}

/** Where a link has named the account, its token takes the place of the site's key. It must not get into a URL. */
function pageOf({ c }: RareContext, page: 'calls' | 'cases', says: string) {
  const { server, site } = c.settings
  return site.startsWith('pk_')
    ? kit.html`<p><a href=${`${server}/${page}/${site}`} target="_blank" rel="noopener">${says}</a></p>`
    : kit.nothing
}

/** Like `field`, with room for more than one line. */
function story({ c, t, w, id }: RareContext, error: string | undefined) {
  const name: HelpField = 'whatHappened'
  const described = `${error ? id(`${name}-error`) : ''} ${id(`${name}-hint`)}`.trim()
  return kit.html`<label lang=${t.language} for=${id(name)}>${w.whatHappenedLabel}</label
    >${error ? kit.html`<p lang=${t.language} data-part="error" id=${id(`${name}-error`)}>${error}</p>` : kit.nothing}<textarea
      lang=${t.language} id=${id(name)} name=${name} form=${id('form')} rows="4" aria-required="true" maxlength=${helpLengths.whatHappened}
      .value=${c.typed.get(name) ?? ''} aria-invalid=${error ? 'true' : 'false'} aria-describedby=${described}
      @input=${(event: InputEvent) => c.write(name, (event.target as HTMLTextAreaElement).value)}
    ></textarea><p lang=${t.language} data-part="hint" id=${id(`${name}-hint`)}>${w.whatHappenedHint}</p>`
}
