/** The console is drawn in the browser alone: nothing of it is rendered by a server. */
export const ssr = false
export const prerender = false
