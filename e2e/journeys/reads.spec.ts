/** What a screen reader gets at each step: where the person is, what to do, and the state. */
import { expect, test } from '../world/test.ts'

test('a screen reader gets a heading, an instruction, a labelled field and one main button at each step', async ({ person }) => {
  const reads = (tree: string) => expect(person.widget).toMatchAriaSnapshot(tree)
  await person.opensTheShop()
  await reads(`
    - heading "Let’s get you back in" [level=2]
    - paragraph: Which Corner Shop account is yours?
    - textbox "Email, phone number or user name"
    - button "Next"
  `)
  await person.names()
  await person.isTold('Where should we send the code?')
  await reads(`
    - heading "Where should we send the code?" [level=2]
    - radiogroup "Choices":
      - radio "Code by email p and hidden letters, at e and hidden letters"
      - radio /Code by text message the number that ends in \\d \\d/
    - button "Send the code"
    - button "I don’t have any of these"
  `)
  await person.picks('email')
  await expect(person.fields.complete).toHaveAccessibleName('Enter the full address p and hidden letters, at e and hidden letters')
  await person.completes()
  await reads(`
    - heading "Enter the code" [level=2]
    - textbox "Code"
    - button "Next"
    - button "Send a new code"
  `)
  await expect(person.fields.code).toHaveAccessibleDescription('5 tries left.')
  await expect(person.widget.getByText(/The code expires in (10|9) minutes/)).toBeVisible()
  await person.typesTheCode('00000000')
  await expect(person.widget.getByRole('alert').first()).toContainText('doesn’t match')
  await expect(person.fields.code).toHaveAccessibleDescription(/4 tries left/)
  await person.typesTheCode(await person.readsTheCode())
  await person.isTold('Choose a new password')
  await reads(`
    - heading "Choose a new password" [level=2]
    - textbox "New password"
    - button "Show password"
    - button "Save the password"
  `)
  await expect(person.fields.password).toHaveAccessibleDescription(/at least 15 characters/)
  await person.choosesAPassword()
  await reads(`
    - heading "Your new password is set" [level=2]
    - paragraph: /You can now sign in to Corner Shop with it/
  `)
})

interface Schema {
  const?: string
  enum?: string[]
  properties?: Record<string, Schema>
  required?: string[]
  oneOf?: Schema[]
}
type Shown = Record<string, unknown> & { type: string }

const soon = new Date(Date.now() + 600_000).toISOString()
const masked = 'j•••@e•••'
/** Values other than a few words. */
const given: Record<string, unknown> = {
  identifiers: ['email', 'phone', 'handle'],
  captcha: 'proof-of-work',
  proven: 0,
  needed: 1,
  guessesLeft: 4,
  expiresAt: soon,
  since: soon,
  readyAt: soon,
  until: soon,
  remedies: ['unlock', 'new-password', 'help'],
  changes: [
    { ref: 'a', change: 'addresses-changed', at: soon, fate: 'open', came: [masked] },
    { ref: 'b', change: 'method-set-up', at: soon, fate: 'goes', method: 'totp' },
    { ref: 'c', change: 'password-changed', at: soon, fate: 'stays' },
  ],
  lately: [{ at: soon, what: 'proof-failed', method: 'totp', browser: 'Firefox', country: 'DE' }],
  minLength: 15,
  maxLength: 256,
  username: 'jane',
  fields: ['contact', 'whatHappened', 'lastSignIn'],
  support: { email: 'help@shop.example' },
}
/** What some steps show in addition. */
const beside: Record<string, object> = {
  'email-code': { masked, resendAt: soon },
  'sms-code': { masked: '••••••78', resendAt: soon },
  'email-approval': { masked, resendAt: soon, number: 42 },
  'device-approval': { number: 42 },
  'contacts': { contacts: { right: 1, needed: 2 } },
  'case-opened': { reference: 'RGN-7K2M' },
  'help': {
    evidence: [
      { source: 'account-made', asks: 'month' },
      { source: 'last-order', asks: 'text' },
    ],
  },
}

/** Every step in the server's own document: one for each method, cause, outcome and stop. */
function everyStep({ oneOf = [] }: Schema): Shown[] {
  return oneOf.flatMap(({ properties = {}, required = [] }) => {
    const step = { ...Object.fromEntries(required.map((name) => [name, given[name]])), type: properties.type?.const ?? '' }
    const [which, { enum: values = [] } = {}] = Object.entries(properties).find(([name, one]) => one.enum && !(name in given)) ?? []
    const whole = { ...step, ...beside[step.type] }
    return which ? values.map((value) => ({ ...whole, [which]: value, ...beside[value] })) : [whole]
  })
}

test('every step makes sense when it is read aloud, for each method, cause and ending', async ({ person, world }, info) => {
  const reply = await fetch(`${world.server}/openapi.json`)
  const { components } = (await reply.json()) as { components: { schemas: Record<string, Schema> } }
  const steps = everyStep(components.schemas.Step ?? {})
  const methods = steps.flatMap(({ type, method }) => (type === 'challenge' ? [String(method)] : []))
  const site = { name: 'Corner Shop', reasons: ['forgot-password'], locales: ['en'], support: {}, password: {}, captcha: 'proof-of-work' }
  const read = new Map<string, string>()
  await person.opensTheShop()
  for (const one of steps) {
    const { type, method, cause, outcome, because } = one
    const offers = type === 'choose-method' && { methods: methods.map((name) => ({ ref: name, method: name, ...beside[name] })) }
    const flow = { id: 'f', reason: 'forgot-password', expiresAt: soon, step: { ...one, ...offers } }
    await person.widget.evaluate(
      (element, replay) => {
        // A fresh element: one that goes on shows a part of the step before for a moment.
        const fresh = element.cloneNode() as HTMLElement
        // It is read like the button that can be pressed.
        element.replaceWith(Object.assign(fresh, { replay, inert: false }))
      },
      { site, flow },
    )
    const name = [type, method, cause, outcome, because].filter(Boolean).join(' ')
    await expect(person.heading, name).not.toBeEmpty()
    const tree = await person.widget.ariaSnapshot()
    const lines = tree.split('\n').map((line) => line.replace(/^[\s-]+|:$/g, ''))
    expect(
      lines.find((line) => line.startsWith('heading')),
      name,
    ).toMatch(/^heading "[^"]{5,}" \[level=2\]/)
    expect(
      lines.filter((line) => /^(button|textbox|link|radio|radiogroup|group)( \[.*)?$/.test(line)),
      `${name}: each has a name`,
    ).toEqual([])
    // More than labels: at least one sentence that says what to do, or what happened.
    expect(
      lines.some((line) => /\w+ \w+ \w+.*[.:?]/.test(line.replace(/^heading.*/, ''))),
      `${name}: says something`,
    ).toBe(true)
    if (type !== 'done')
      expect(
        lines.some((line) => /^button "/.test(line)),
        `${name}: goes on`,
      ).toBe(true)
    expect(tree, name).not.toMatch(/undefined|NaN|\[object|\b(too-many|email-code|sms-code|saved-code|case-opened|drill-|password-changed)/)
    read.set(name, lines.join('\n'))
  }
  await info.attach('read aloud', { body: [...read].map(([name, text]) => `# ${name}\n${text}`).join('\n\n'), contentType: 'text/plain' })
  // Each says what it is, and no two sound alike.
  expect(read.size).toBe(steps.length)
  expect(new Set(read.values()).size).toBe(steps.length)
  expect(steps.length).toBeGreaterThan(25)
})
