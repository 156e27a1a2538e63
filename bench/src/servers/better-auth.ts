/** better-auth as its documentation sets it up: drizzle on libSQL, codes by mail through nodemailer, sent without waiting. */
import { createServer } from 'node:http'
import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import { createClient } from '@libsql/client'
import { betterAuth } from 'better-auth'
import { toNodeHandler } from 'better-auth/node'
import { emailOTP } from 'better-auth/plugins'
import { drizzle } from 'drizzle-orm/libsql'
import { createTransport } from 'nodemailer'
import { account, session, user, verification } from './better-auth-schema.ts'
import { CODE } from './code.ts'
import { meter } from './meter.ts'

const { PORT: port, DATABASE_URL: url = '', SMTP_URL: smtp } = process.env
const AWAIT_MAIL = process.env.AWAIT_MAIL === 'yes'
/** No limit is reached, or the benchmark would measure the limits. */
const NO_BRAKE = { window: 1, max: 1_000_000 }

const transport = createTransport(`${smtp}?pool=true`)
const mail = async (to: string, text: string): Promise<void> => {
  const sending = transport.sendMail({ from: 'Shop <no-reply@shop.example>', to, subject: 'Reset your password', text })
  // The documentation: "avoid awaiting the email sending to prevent timing attacks".
  if (AWAIT_MAIL) await sending
  else sending.catch(() => undefined)
}
const client = createClient({ url })
const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: 'a secret of a benchmark, thirty-two letters',
  database: drizzleAdapter(drizzle(client), { provider: 'sqlite', schema: { user, session, account, verification } }),
  logger: { disabled: true },
  telemetry: { enabled: false },
  rateLimit: { enabled: true, ...NO_BRAKE, customRules: { '/request-password-reset': NO_BRAKE } },
  emailAndPassword: { enabled: true, sendResetPassword: ({ user: { email }, url: link }) => mail(email, link) },
  plugins: [
    emailOTP({
      generateOTP: () => CODE,
      rateLimit: NO_BRAKE,
      sendVerificationOTP: ({ email, otp }) => mail(email, `Your code: ${otp}`),
    }),
  ],
})
const answer = toNodeHandler(auth)
createServer((request, reply) => void answer(request, reply)).listen(Number(port), '127.0.0.1', () => meter(Number(port)))
