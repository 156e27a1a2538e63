/** The main journey by keyboard only, with a screen reader, transcribed as it is heard. */
import { expect, test } from '@playwright/test'
import { createListener } from '../voice/listener.ts'
import { openWorld } from '../world/open-world.ts'

const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env

test('the main journey, as a screen reader reads it', async () => {
  const world = await openWorld()
  const account = await world.addAccount({ phone: true })
  const codes = () => world.arrived.flatMap(({ to, text }) => (to === account.email ? (/\b\d{8}\b/.exec(text)?.[0] ?? []) : []))
  const listener = await createListener(FIREFOX_PATH, `${world.shop}/forgot?lang=en`)
  const { listens, presses, types, part } = listener
  try {
    part('Who are you?')
    await listens('The page opens, and is read from its beginning to its end:', /Nothing here is for sale/)
    await presses('to the next heading of level two', '2', /back in/)
    await presses('to the next field', 'Tab', /entry/)
    await types(account.email)
    await presses('to send it', 'Return', /Where should we send the code/)

    part('Where should we send the code?')
    await presses('to the next control', 'Tab')
    await presses('to the choices', 'Tab', /radio/)
    await presses('to choose the first', 'space', /selected/)
    await presses('to the field', 'Tab', /entry/)
    await types(account.email)
    await presses('to send it', 'Return', /Enter the code/)

    part('The code')
    await expect.poll(() => codes().length, { timeout: 60_000 }).toBe(1)
    const [code = ''] = codes()
    await presses('to the next control', 'Tab')
    await presses('to the field', 'Tab', /entry/)
    await presses('to the next control', 'Tab', /Next/)
    await presses('to the one after it', 'Tab', /Send a new code/)
    await presses('back again', 'shift+Tab', /Next/)
    await presses('back to the field', 'shift+Tab', /entry/)
    await types(code === '00000000' ? '11111111' : '00000000', { called: 'a wrong code' })
    await presses('to send it', 'Return', /doesn’t match/)
    await presses('to what needs another look', 'Tab', /link/)
    await presses('to go there', 'Return', /entry/)
    await types(code, { called: 'the right code, over the wrong one, which is selected' })
    await presses('to send it', 'Return', /Choose a new password/)

    part('The new password')
    await presses('to the field', 'Tab', /password text/)
    await types('seven', { until: /more characters/ })
    await types(' quiet kettles sing', { until: /length|strong/i })
    await presses('to the next control', 'Tab', /Show password/)
    await presses('to show the password', 'space', /pressed/)
    await presses('to the next control', 'Tab', /Save/)
    await presses('to save the password', 'Return', /Your new password is set/)
    await presses('to the next control', 'Tab', /link/)
  } finally {
    await listener.close()
    await world.close()
  }
  await listener.writes(new URL('../../docs/screen-reader.md', import.meta.url))
})
