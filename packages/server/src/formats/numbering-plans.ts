/**
 * Numbers of replaced numbering plans, rewritten as they are dialled today: libphonenumber knows only the new plans, or accepts old numbers as possible ones.
 * Lists only changes that a regulator or operator announced, and only where the old number alone determines the new one.
 */

interface Migration {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** When the old numbers stopped working. */
  ended: string
  source: string
  /** The old number in E.164, and the current one, each with an example for the test. */
  from: RegExp
  to: string
  example: readonly [old: string, today: string]
}

const vietnam: Record<string, string> = {
  // MobiFone, VinaPhone, Viettel, Vietnamobile, Gmobile.
  ...{ 120: '70', 121: '79', 122: '77', 126: '76', 128: '78' },
  ...{ 123: '83', 124: '84', 125: '85', 127: '81', 129: '82' },
  ...{ 162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39' },
  ...{ 186: '56', 188: '58', 199: '59' },
}

export const migrations: readonly Migration[] = [
  {
    country: 'MX',
    ended: '2019-08-03',
    source: 'IFT, Plan Técnico Fundamental de Numeración (DOF, 11 May 2018): no 1 before mobile numbers any more',
    from: /^\+521(\d{10})$/,
    to: '+52$1',
    example: ['+5215512345678', '+525512345678'],
  },
  {
    country: 'BR',
    ended: '2016-11-06',
    source: 'Anatel, Resolução 553/2010: a 9 before mobile numbers, in all area codes since that day. Not for 7, which trunked radio kept',
    from: /^\+55([1-9]\d)([689]\d{7})$/,
    to: '+55$19$2',
    example: ['+551187654321', '+5511987654321'],
  },
  {
    country: 'BJ',
    ended: '2024-11-30',
    source: 'ARCEP Bénin, migration to ten digits: 01 before every number',
    from: /^\+229([2-9]\d{7})$/,
    to: '+22901$1',
    example: ['+22997123456', '+2290197123456'],
  },
  {
    country: 'CI',
    ended: '2021-01-31',
    source: 'ARTCI, press conference of 28 July 2020: 07 before mobile numbers of Orange, whose second digit is 7, 8 or 9',
    from: /^\+225([04-9][7-9]\d{6})$/,
    to: '+22507$1',
    example: ['+22507070707', '+2250707070707'],
  },
  {
    country: 'CI',
    ended: '2021-01-31',
    source: 'As above: 05 before those of MTN, whose second digit is 4, 5 or 6',
    from: /^\+225([04-9][4-6]\d{6})$/,
    to: '+22505$1',
    example: ['+22505060708', '+2250505060708'],
  },
  {
    country: 'CI',
    ended: '2021-01-31',
    source: 'As above: 01 before those of Moov, whose second digit is 0 to 3',
    from: /^\+225([04-9][0-3]\d{6})$/,
    to: '+22501$1',
    example: ['+22501020304', '+2250101020304'],
  },
  {
    country: 'GA',
    ended: '2019-11-15',
    source: 'ARCEP Gabon (RFI, 15 November 2019): from abroad 6, 7 or 1 in place of the 0, by operator',
    from: /^\+2410([256]\d{6})$/,
    to: '+2416$1',
    example: ['+24106031234', '+24166031234'],
  },
  {
    country: 'GA',
    ended: '2019-11-15',
    source: 'As above',
    from: /^\+2410([47]\d{6})$/,
    to: '+2417$1',
    example: ['+24107123456', '+24177123456'],
  },
  {
    country: 'GA',
    ended: '2019-11-15',
    source: 'As above, for fixed lines',
    from: /^\+24101(\d{6})$/,
    to: '+24111$1',
    example: ['+24101720123', '+24111720123'],
  },
  {
    country: 'CM',
    ended: '2014-11-21',
    source: 'Ministry of Posts and Telecommunications of Cameroon, 25 September 2014: 6 before mobile numbers',
    from: /^\+237([5-9]\d{7})$/,
    to: '+2376$1',
    example: ['+23775505247', '+237675505247'],
  },
  {
    country: 'CM',
    ended: '2014-11-21',
    source: 'As above: 2 before numbers of CAMTEL',
    from: /^\+237([23]\d{7})$/,
    to: '+2372$1',
    example: ['+23722146469', '+237222146469'],
  },
  {
    country: 'CO',
    ended: '2021-11-30',
    source: 'CRC, Resolución 5826 of 2019: 60 before the area code of fixed lines',
    from: /^\+57([1245678]\d{7})$/,
    to: '+5760$1',
    example: ['+5713443460', '+576013443460'],
  },
  ...Object.entries(vietnam).map(([old, today]) => ({
    country: 'VN',
    ended: '2018-11-14',
    source: 'Ministry of Information and Communications of Viet Nam, change of mobile network codes since 15 September 2018',
    from: new RegExp(`^\\+84${old}(\\d{7})$`),
    to: `+84${today}$1`,
    example: [`+84${old}4567890`, `+84${today}4567890`] as const,
  })),
]

/** The number in today's plan; unchanged numbers stay. */
export function currentNumber(number: string): string {
  const old = migrations.find(({ from }) => from.test(number))
  return old ? number.replace(old.from, old.to) : number
}
