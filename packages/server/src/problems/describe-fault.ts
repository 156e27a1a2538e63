/** What of a fault may stand in a log. Security: a database error's text may quote a statement's values; only its kinds and places go there. */
export function describeFault(fault: unknown): Record<string, unknown> {
  const kinds: string[] = []
  for (let cause = fault; cause instanceof Error; cause = cause.cause)
    kinds.push('code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name)
  const stack =
    fault instanceof Error
      ? fault.stack
          ?.split('\n')
          .filter((line) => line.startsWith('    at '))
          .slice(0, 8)
      : undefined
  return { kinds, stack }
}
