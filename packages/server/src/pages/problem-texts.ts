/** What a person reads who asked for a page and gets a "no", in each language; a missing one fails the compiler. */
export interface ProblemTexts {
  wait: { title: string; lead(minutes: number): string }
  nothing: { title: string; lead: string }
  broken: { title: string; lead: string; number(id: string): string }
}

const languages: Record<'en' | 'de' | 'ar' | 'ja', ProblemTexts> = {
  en: {
    wait: {
      title: 'Please wait a little',
      lead: (minutes) =>
        `There were many tries in a short time. Nothing is lost: load this page again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    },
    nothing: {
      title: 'There is no page here',
      lead: 'Check the address, or open the link in the message once more: the whole of it must have come along.',
    },
    broken: {
      title: 'This does not work right now',
      lead: 'It has nothing to do with you. Load this page again in a minute. If it still does not work, tell the people of the site.',
      number: (id) => `Give them this number: ${id}.`,
    },
  },
  de: {
    wait: {
      title: 'Bitte warten Sie ein wenig',
      lead: (minutes) =>
        `Es waren viele Versuche in kurzer Zeit. Nichts ist verloren: Laden Sie diese Seite in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    },
    nothing: {
      title: 'Hier ist keine Seite',
      lead: 'Prüfen Sie die Adresse, oder öffnen Sie den Link in der Nachricht noch einmal. Er muss ganz mitgekommen sein.',
    },
    broken: {
      title: 'Das geht gerade nicht',
      lead: 'Es liegt nicht an Ihnen. Laden Sie diese Seite in einer Minute noch einmal. Wenn es dann noch nicht geht, sagen Sie es den Leuten des Anbieters.',
      number: (id) => `Nennen Sie diese Nummer: ${id}.`,
    },
  },
  ar: {
    wait: {
      title: 'انتظر قليلًا من فضلك',
      lead: (minutes) =>
        `كانت هناك محاولات كثيرة في وقت قصير. لم يضع شيء: أعد تحميل هذه الصفحة بعد ${minutes === 1 ? 'دقيقة' : minutes === 2 ? 'دقيقتين' : minutes <= 10 ? `${minutes} دقائق` : `${minutes} دقيقة`}.`,
    },
    nothing: {
      title: 'لا توجد صفحة هنا',
      lead: 'تحقق من العنوان، أو افتح الرابط الذي في الرسالة مرة أخرى. يجب أن يكون الرابط كاملًا.',
    },
    broken: {
      title: 'هذا لا يعمل الآن',
      lead: 'ليس السبب منك. أعد تحميل هذه الصفحة بعد دقيقة. إذا ظل الأمر لا يعمل فأخبر القائمين على الموقع.',
      number: (id) => `اذكر لهم هذا الرقم: ${id}.`,
    },
  },
  ja: {
    wait: {
      title: '少しお待ちください',
      lead: (minutes) => `短い時間に多くの操作がありました。何も失われていません。${minutes} 分後に、このページを読み込み直してください。`,
    },
    nothing: {
      title: 'ここにはページがありません',
      lead: 'アドレスを確かめるか、メッセージのリンクをもう一度開いてください。リンクは最後まで必要です。',
    },
    broken: {
      title: '現在ご利用になれません',
      lead: 'お客様のせいではありません。1 分後に、このページを読み込み直してください。それでも開けない場合は、サイトの担当者にお知らせください。',
      number: (id) => `この番号をお伝えください：${id}`,
    },
  },
}

export const problemTexts = (language: string): ProblemTexts =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
