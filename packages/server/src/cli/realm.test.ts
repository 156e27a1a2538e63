import { expect, it } from 'vitest'
import { openProgram } from '../../testing/run-program.ts'

it('removes a realm while a server runs, if its name is given twice, and says before what would be deleted', async () => {
  const program = await openProgram()
  try {
    await program.run('realm', 'create', 'shop')
    const made = await program.run('site', 'create', 'Corner Shop', '--realm', 'shop', '--origin', 'https://shop.example', '--json')
    const { siteKey } = JSON.parse(made.out) as { siteKey: string }
    const server = await program.serve()
    const look = async () => (await fetch(`${program.origin}/v1/sites/${siteKey}`, { headers: { origin: 'https://shop.example' } })).status
    for (const words of [[], ['--confirm', 'Shop']]) {
      const { status, out, err } = await program.run('realm', 'remove', 'shop', ...words)
      expect([status, out]).toEqual([1, ''])
      expect(err).toBe(
        '1 site, 0 accounts, 0 open attempts and 0 cases of realm shop would go for good. To confirm, give its name again: --confirm "shop".\n',
      )
    }
    expect(await look()).toBe(200)
    const { status, out, err } = await program.run('realm', 'remove', 'shop', '--confirm', 'shop', '--json')
    expect([status, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual({ realm: expect.stringMatching(/^r_/), removed: 0, seconds: expect.any(Number) })
    expect(await look()).toBe(404)
    expect((await program.run('realm', 'remove', 'shop', '--confirm', 'shop')).err).toBe('There is no realm named shop.\n')
    server.child.kill()
    await server.ended
  } finally {
    program.remove()
  }
})
