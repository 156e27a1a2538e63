/** An operator's choices for this browser: language, time zone, density, hidden columns. Nothing secret and nothing personal. */
import type { ConsoleLanguage } from '@regain/core'
import { consoleLanguages, languageFor } from '@regain/core'
import { browser } from '$app/environment'

const KEY = 'regain-console'

export interface Preferences {
  language: ConsoleLanguage
  /** IANA name, or `local`. */
  timeZone: 'local' | 'UTC'
  density: 'airy' | 'dense'
  theme: 'auto' | 'light' | 'dark'
  /** Columns that are not shown, by table. */
  hidden: Record<string, string[]>
}

const firstLanguage = (): ConsoleLanguage => {
  const spoken = languageFor(browser ? navigator.language : undefined)
  return consoleLanguages.find((language) => language === spoken) ?? 'en'
}
const defaults = (): Preferences => ({ language: firstLanguage(), timeZone: 'local', density: 'airy', theme: 'auto', hidden: {} })

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>
  } catch {
    // A browser that keeps nothing, or something else's entry: the defaults serve.
    return {}
  }
}

export const preferences = $state<Preferences>({ ...defaults(), ...(browser ? stored() : {}) })

/** Keeps them, and tells the page; runs inside an effect of the layout. */
export function applyPreferences(): void {
  const root = document.documentElement
  root.lang = preferences.language
  root.dataset.density = preferences.density
  root.style.colorScheme = preferences.theme === 'auto' ? '' : preferences.theme
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // As above.
  }
}
