/** The words of the page that ends reminders, in each language; a missing one fails the compiler. */
export interface ReminderTexts {
  title(site: string): string
  lead(site: string): string
  button: string
  done(site: string): string
  over: string
  overLead: string
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ReminderTexts> = {
  en: {
    title: (site) => `Reminders from ${site}`,
    lead: (site) =>
      `${site} reminds you now and then when your account could do with another way back in. You can stop that. Codes and notices about your account still come.`,
    button: 'No more reminders',
    done: (site) => `${site} sends you no more reminders. Codes and notices about your account still come.`,
    over: 'This link is of no use any more',
    overLead: 'If reminders still come, use the link in the newest one.',
  },
  de: {
    title: (site) => `Erinnerungen von ${site}`,
    lead: (site) =>
      `${site} erinnert Sie ab und zu, wenn Ihrem Konto ein weiterer Weg zurück guttäte. Das können Sie beenden. Codes und Nachrichten zu Ihrem Konto kommen weiterhin.`,
    button: 'Keine Erinnerungen mehr',
    done: (site) => `${site} schickt Ihnen keine Erinnerungen mehr. Codes und Nachrichten zu Ihrem Konto kommen weiterhin.`,
    over: 'Dieser Link gilt nicht mehr',
    overLead: 'Wenn noch Erinnerungen kommen, nehmen Sie den Link in der neuesten.',
  },
  ar: {
    title: (site) => `تذكيرات من ${site}`,
    lead: (site) =>
      `يذكّرك ${site} من حين لآخر عندما يحتاج حسابك إلى طريقة أخرى للعودة إليه. يمكنك إيقاف ذلك. ستستمر الرموز والإشعارات عن حسابك في الوصول.`,
    button: 'لا مزيد من التذكيرات',
    done: (site) => `لن يرسل إليك ${site} تذكيرات بعد الآن. ستستمر الرموز والإشعارات عن حسابك في الوصول.`,
    over: 'لم يعد هذا الرابط صالحًا',
    overLead: 'إذا استمرت التذكيرات في الوصول فاستخدم الرابط الموجود في أحدثها.',
  },
  ja: {
    title: (site) => `${site} からのお知らせ（リマインダー）`,
    lead: (site) =>
      `アカウントに戻る方法をもう一つ用意するとよいとき、${site} からときどきお知らせします。これは停止できます。コードやアカウントについての通知は、これからも届きます。`,
    button: '今後は受け取らない',
    done: (site) => `今後、${site} からこのお知らせは届きません。コードやアカウントについての通知は、これからも届きます。`,
    over: 'このリンクはもう使えません',
    overLead: 'まだお知らせが届く場合は、いちばん新しいお知らせのリンクをお使いください。',
  },
}

export const reminderTexts = (language: string): ReminderTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
