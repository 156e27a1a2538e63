/** `npm start`: reads the settings that connect the site to Regain, and runs the site. README.md has the commands. */
import { startSite } from './site.ts'

const { PORT = '4310', DATABASE = 'file:users.db', REGAIN = 'http://localhost:4300', WEBHOOK_SECRET = '', SITE_KEY = '' } = process.env
if (WEBHOOK_SECRET === '' || SITE_KEY === '') {
  console.error('Set WEBHOOK_SECRET and SITE_KEY: README.md says where they come from.')
  process.exit(1)
}
const site = await startSite({ port: Number(PORT), database: DATABASE, webhookSecret: WEBHOOK_SECRET, regain: REGAIN, siteKey: SITE_KEY })
if ((await site.users.find('email', 'jane@example.com')).length === 0)
  await site.users.add({ email: 'jane@example.com', handle: 'jane_doe', password: 'old lanterns never rust' })
console.log(`${site.origin}   sign in as jane@example.com with "old lanterns never rust", or try "Can’t sign in?"`)
