/** Numbers of plans that were given up, written as they are dialled today. Each country's own announcement is the source; libphonenumber knows the new plans alone. */

interface Migration {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** When the old numbers ended. */
  ended: string
  source: string
  /** The old number in E.164, and what it is today. */
  from: RegExp
  to: string
}

export const migrations: readonly Migration[] = [
  {
    country: 'MX',
    ended: '2019-08-03',
    source: 'IFT, Plan Técnico Fundamental de Numeración (DOF 11 May 2018): no 1 before mobile numbers any more',
    from: /^\+521(\d{10})$/,
    to: '+52$1',
  },
  {
    country: 'BR',
    ended: '2016-11-06',
    source: 'Anatel, Resolução 553/2010 and its schedule: a ninth digit, 9, before mobile numbers, in all area codes since that day',
    from: /^\+55([1-9]\d)([689]\d{7})$/,
    to: '+55$19$2',
  },
  {
    country: 'BJ',
    ended: '2024-11-30',
    source: 'ARCEP Bénin, migration to ten digits of 30 November 2024: 01 before every number',
    from: /^\+229([2-9]\d{7})$/,
    to: '+22901$1',
  },
]

/** The same number, in today's plan; what has not changed stays. */
export function numberOfToday(number: string): string {
  const old = migrations.find(({ from }) => from.test(number))
  return old ? number.replace(old.from, old.to) : number
}
