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
      `${site} reminds you from time to time if your account needs another recovery method. You can unsubscribe here. You will still get codes and notices about your account.`,
    button: 'Unsubscribe',
    done: (site) =>
      `You are unsubscribed: ${site} won’t send you any more reminders. You will still get codes and notices about your account.`,
    over: 'This link no longer works',
    overLead: 'If you still get reminders, use the link in the latest one.',
  },
  de: {
    title: (site) => `Erinnerungen von ${site}`,
    lead: (site) =>
      `${site} erinnert Sie ab und zu, wenn Ihr Konto einen weiteren Weg zur Wiederherstellung braucht. Hier können Sie das abbestellen. Codes und Nachrichten zu Ihrem Konto bekommen Sie weiterhin.`,
    button: 'Abbestellen',
    done: (site) =>
      `Abbestellt: ${site} schickt Ihnen keine Erinnerungen mehr. Codes und Nachrichten zu Ihrem Konto bekommen Sie weiterhin.`,
    over: 'Dieser Link gilt nicht mehr',
    overLead: 'Wenn Sie noch Erinnerungen bekommen, benutzen Sie den Link in der neuesten.',
  },
  ar: {
    title: (site) => `تذكيرات من ${site}`,
    lead: (site) =>
      `يذكّرك ${site} من حين لآخر عندما يحتاج حسابك إلى طريقة استعادة أخرى. يمكنك إلغاء الاشتراك هنا. ستستمر الرموز والإشعارات عن حسابك في الوصول.`,
    button: 'إلغاء الاشتراك',
    done: (site) => `أُلغي اشتراكك: لن يرسل إليك ${site} تذكيرات بعد الآن. ستستمر الرموز والإشعارات عن حسابك في الوصول.`,
    over: 'لم يعد هذا الرابط صالحًا',
    overLead: 'إذا استمرت التذكيرات في الوصول فاستخدم الرابط الموجود في أحدثها.',
  },
  ja: {
    title: (site) => `${site} からのお知らせ（リマインダー）`,
    lead: (site) =>
      `アカウントに別の復旧方法が必要なとき、${site} からときどきお知らせします。こちらで配信を停止できます。コードやアカウントについての通知は、これからも届きます。`,
    button: '配信を停止する',
    done: (site) =>
      `配信を停止しました。今後、${site} からこのお知らせは届きません。コードやアカウントについての通知は、これからも届きます。`,
    over: 'このリンクはもう使えません',
    overLead: 'まだお知らせが届く場合は、いちばん新しいお知らせのリンクをお使いください。',
  },
}

export const reminderTexts = (language: string): ReminderTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
