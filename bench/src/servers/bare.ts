/** The least that a server of codes does: Node's HTTP, one commit and one mail for each request, and none of our code. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createClient } from '@libsql/client/sqlite3'
import { createTransport } from 'nodemailer'
import { meter } from './meter.ts'

const { PORT: port, DATABASE_URL: url = '', SMTP_URL: smtp } = process.env
const transport = createTransport(`${smtp}?pool=true`)
const client = createClient({ url })
await client.execute('PRAGMA journal_mode=WAL')
await client.execute('CREATE TABLE sent (id TEXT PRIMARY KEY, email TEXT NOT NULL)')

createServer(async (request, reply) => {
  let text = ''
  for await (const piece of request) text += piece
  if (request.method === 'POST') {
    const { email } = JSON.parse(text) as { email: string }
    await client.execute({ sql: 'INSERT INTO sent VALUES (?, ?)', args: [randomBytes(12).toString('hex'), email] })
    await transport.sendMail({ from: 'Shop <no-reply@shop.example>', to: email, subject: 'Reset your password', text: 'Your code' })
  }
  reply.setHeader('content-type', 'application/json')
  reply.end('{}')
}).listen(Number(port), '127.0.0.1', () => meter(Number(port)))
