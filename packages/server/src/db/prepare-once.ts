/** Builds a hot query once for each door to the database: drizzle spends more on building one than SQLite on running it. */

/** `build` ends with `.prepare()`; what changes from call to call stands in it as `sql.placeholder(name)`. */
export function prepareOnce<Door extends object, Query>(build: (door: Door) => Query): (door: Door) => Query {
  const built = new WeakMap<Door, Query>()
  return (door) => {
    const known = built.get(door) ?? build(door)
    built.set(door, known)
    return known
  }
}
