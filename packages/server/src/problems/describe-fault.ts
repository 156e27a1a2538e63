/** What a log may say about a fault. Security: a database error can quote a statement's values; only its kind and place are logged. */
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
