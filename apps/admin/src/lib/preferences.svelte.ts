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
  /** Hidden columns, by table. */
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
    // A browser without storage, or with an entry that can't be read: the defaults apply.
    return {}
  }
}

export const preferences = $state<Preferences>({ ...defaults(), ...(browser ? stored() : {}) })

/** Stores the preferences and applies them to the page; runs in an effect of the layout. */
export function applyPreferences(): void {
  const root = document.documentElement
  root.lang = preferences.language
  root.dataset.density = preferences.density
  root.style.colorScheme = preferences.theme === 'auto' ? '' : preferences.theme
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // No storage, as above.
  }
}
