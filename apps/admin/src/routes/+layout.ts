/** The console is rendered only in the browser; no server renders any part of it. */
export const ssr = false
export const prerender = false
