/** The calls that a room of the console makes before it shows anything, when its address has no query. The journey `console-first-calls` compares them with the requests of a browser. */

/** By room; those of `''` are every room's. */
export const firstCalls: Readonly<Record<string, readonly string[]>> = {
  '': ['GET /me'],
  'overview': ['GET /overview?days=7', 'GET /realms', 'GET /first-run'],
  'attempts': ['GET /attempts', 'GET /realms', 'GET /me/views'],
  'sites': ['GET /sites'],
  'record': ['GET /events', 'GET /record', 'GET /exports'],
}
