/** What a person reads who asked for a page and gets a "no", in each language; a missing one fails the compiler. */
export interface ProblemTexts {
  wait: { title: string; lead(minutes: number): string }
  nothing: { title: string; lead: string }
  broken: { title: string; lead: string; number(id: string): string }
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ProblemTexts> = {
  en: {
    wait: {
      title: 'Please wait a moment',
      lead: (minutes) =>
        `There were too many tries in a short time. Nothing is lost: reload this page in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    },
    nothing: {
      title: 'Page not found',
      lead: 'Check the address, or open the link in the message again. Make sure that the link is complete.',
    },
    broken: {
      title: 'Something went wrong',
      lead: 'You did nothing wrong. Reload this page in a minute. If it still doesn’t work, contact the site.',
      number: (id) => `Give them this number: ${id}.`,
    },
  },
  de: {
    wait: {
      title: 'Bitte warten Sie einen Moment',
      lead: (minutes) =>
        `Es gab zu viele Versuche in kurzer Zeit. Nichts ist verloren: Laden Sie diese Seite in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    },
    nothing: {
      title: 'Seite nicht gefunden',
      lead: 'Prüfen Sie die Adresse, oder öffnen Sie den Link in der Nachricht noch einmal. Achten Sie darauf, dass er vollständig ist.',
    },
    broken: {
      title: 'Etwas ist schiefgegangen',
      lead: 'Es liegt nicht an Ihnen. Laden Sie diese Seite in einer Minute noch einmal. Wenn es dann noch nicht geht, wenden Sie sich an den Anbieter.',
      number: (id) => `Nennen Sie diese Nummer: ${id}.`,
    },
  },
  ar: {
    wait: {
      title: 'انتظر قليلًا من فضلك',
      lead: (minutes) =>
        `كانت هناك محاولات كثيرة جدًا في وقت قصير. لم يضع شيء: أعد تحميل هذه الصفحة بعد ${minutes === 1 ? 'دقيقة' : minutes === 2 ? 'دقيقتين' : minutes <= 10 ? `${minutes} دقائق` : `${minutes} دقيقة`}.`,
    },
    nothing: {
      title: 'الصفحة غير موجودة',
      lead: 'تحقق من العنوان، أو افتح الرابط الذي في الرسالة مرة أخرى. تأكد من أن الرابط كامل.',
    },
    broken: {
      title: 'حدث خطأ ما',
      lead: 'ليس السبب منك. أعد تحميل هذه الصفحة بعد دقيقة. إذا ظل الأمر لا يعمل فتواصل مع الموقع.',
      number: (id) => `اذكر لهم هذا الرقم: ${id}.`,
    },
  },
  ja: {
    wait: {
      title: '少しお待ちください',
      lead: (minutes) => `短い時間に多くの操作がありました。何も失われていません。${minutes} 分後に、このページを読み込み直してください。`,
    },
    nothing: {
      title: 'ページが見つかりません',
      lead: 'アドレスを確かめるか、メッセージのリンクをもう一度開いてください。リンクは最後まで必要です。',
    },
    broken: {
      title: '問題が発生しました',
      lead: 'お客様のせいではありません。1 分後に、このページを読み込み直してください。それでも開けない場合は、サイトの担当者にお知らせください。',
      number: (id) => `この番号をお伝えください：${id}`,
    },
  },
}

export const problemTexts = (language: string): ProblemTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
