/** `regain operator …`: manages the console's operators. Anyone who can run this already has the server's secret. */
import { instant } from '@regain/core'
import { breakGlass as breakTheGlass } from '../operators/break-glass.ts'
import { invite as inviteOperator, makeFirstLink } from '../operators/invite.ts'
import type { Role } from '../operators/permissions.ts'
import { roles } from '../operators/permissions.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Workshop } from './command.ts'
import { command, group, refuse, withDatabase } from './command.ts'
import { descriptions } from './descriptions.ts'

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/

export const needsOf = ({ config, ...workshop }: Workshop) => ({ ...workshop, origin: config.origin })

const firstLink = command({
  name: 'first-link',
  description: 'print the link that makes its reader the first owner; it works once, for an hour, while there is no operator',
  args: {},
  async run() {
    return await withDatabase(async (workshop) => {
      const link = await workshop.db.write((tx) => makeFirstLink(tx, needsOf(workshop)))
      return link ? show(link) : refuse('There is an operator already: an owner can invite others, or use `regain operator invite`.')
    })
  },
})

const invite = command({
  name: 'invite',
  description: 'print a link that makes its reader an operator; it works once, for a day',
  args: {
    email: { type: 'positional', description: 'whose link it is', required: true },
    role: { type: 'string', description: `one of ${roles.join(', ')}`, required: true, valueHint: 'ROLE' },
    again: { type: 'boolean', description: 'for an existing operator: start again, with other credentials' },
  },
  async run({ email, role, again }) {
    if (!EMAIL.test(email)) refuse(`${email} is not an email address.`)
    if (!isRole(role)) return refuse(`There is no role ${role}: roles are ${roles.join(', ')}.`)
    return await withDatabase(async (workshop) => {
      const inviting = workshop.db.write((tx) => inviteOperator(tx, { email, role, by: {}, again: again === true }, needsOf(workshop)))
      return show(
        await inviting.catch((error: unknown) =>
          error instanceof ProblemError ? refuse(`${email} is an operator already: add --again.`) : Promise.reject(error),
        ),
      )
    })
  },
})

const breakGlass = command({
  name: 'break-glass',
  description: 'when no owner can sign in: print a link that makes its reader an owner, and notify every operator by mail',
  args: {
    email: { type: 'positional', description: 'whose link it is', required: true },
    reason: {
      type: 'string',
      description: 'the reason; at least 8 characters, shown in the console until an owner has seen it',
      required: true,
    },
  },
  async run({ email, reason }) {
    if (!EMAIL.test(email)) refuse(`${email} is not an email address.`)
    if (reason.trim().length < 8 || reason.length > 500) refuse('--reason must be 8 to 500 characters.')
    return await withDatabase(async (workshop) =>
      show(await workshop.db.write((tx) => breakTheGlass(tx, { email, reason: reason.trim() }, needsOf(workshop)))),
    )
  },
})

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)
const show = ({ link, expiresAt }: { link: string; expiresAt: number }) => ({ link, expires: instant(expiresAt) })

export const operator = group('operator', descriptions.operator, {
  'first-link': firstLink,
  invite,
  'break-glass': breakGlass,
})
