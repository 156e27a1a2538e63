/** The exit statuses of `regain`, which scripts rely on; docs/operate.md lists them. */
export const exitStatus = {
  done: 0,
  /** The input, a setting or the database could not be used; nothing was done. */
  refused: 1,
  /** The command did its work and found a problem. */
  found: 1,
  /** Stopped by Ctrl-C before the end. As in shells: 128 and the number of SIGINT. */
  interrupted: 130,
} as const
