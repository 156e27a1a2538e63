/** Builds a hot query once for each database: drizzle spends more time on building one than SQLite on running it. */

/** `build` ends with `.prepare()`. Write values that change between calls as `sql.placeholder(name)`. */
export function prepareOnce<Door extends object, Query>(build: (door: Door) => Query): (door: Door) => Query {
  const built = new WeakMap<Door, Query>()
  return (door) => {
    const known = built.get(door) ?? build(door)
    built.set(door, known)
    return known
  }
}
