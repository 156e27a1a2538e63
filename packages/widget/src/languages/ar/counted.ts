/** Numbers with the words that follow them, in Arabic, which has six forms. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
export const counted = (count: number, forms: Forms): string =>
  (forms[new Intl.PluralRules('ar').select(count)] ?? forms.other).replace('#', String(count))

export const minutes = (count: number): string =>
  counted(Math.max(1, count), { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', other: '# دقيقة' })
export const seconds = (count: number): string => counted(count, { one: 'ثانية واحدة', two: 'ثانيتين', few: '# ثوانٍ', other: '# ثانية' })
