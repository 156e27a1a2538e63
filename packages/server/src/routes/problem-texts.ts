/** What a person reads who asked for a page and gets a "no", in each language; a missing one fails the compiler. */
interface ProblemTexts {
  title: string
  lead: string
}

type Kind = 'nothing' | 'wait' | 'broken'

const languages: Record<'en' | 'de' | 'ar' | 'ja', Record<Kind, ProblemTexts>> = {
  en: {
    nothing: { title: 'There is no page here', lead: 'Look at the link once more: part of it may be missing.' },
    wait: { title: 'That was often', lead: 'Wait a little, then try again.' },
    broken: { title: 'That did not work', lead: 'Try again in a moment.' },
  },
  de: {
    nothing: { title: 'Hier ist keine Seite', lead: 'Sehen Sie sich den Link noch einmal an: Vielleicht fehlt ein Teil davon.' },
    wait: { title: 'Das war oft', lead: 'Warten Sie ein wenig, und versuchen Sie es dann noch einmal.' },
    broken: { title: 'Das hat nicht geklappt', lead: 'Versuchen Sie es gleich noch einmal.' },
  },
  ar: {
    nothing: { title: 'لا توجد صفحة هنا', lead: 'انظر إلى الرابط مرة أخرى: ربما ينقص جزء منه.' },
    wait: { title: 'محاولات كثيرة', lead: 'انتظر قليلًا، ثم حاول مرة أخرى.' },
    broken: { title: 'لم ينجح ذلك', lead: 'حاول مرة أخرى بعد لحظات.' },
  },
  ja: {
    nothing: { title: 'ここにはページがありません', lead: 'リンクをもう一度お確かめください。一部が欠けているかもしれません。' },
    wait: { title: '回数が多くなっています', lead: '少し待ってから、もう一度お試しください。' },
    broken: { title: 'うまくいきませんでした', lead: 'しばらくしてから、もう一度お試しください。' },
  },
}

export const problemTexts = (language: string): Record<Kind, ProblemTexts> =>
  Object.entries(languages).find(([name]) => name === language)?.[1] ?? languages.en
