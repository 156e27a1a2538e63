/** The roles of operators, from the one with the fewest permissions to the one with all. What each may do: `operators/permissions.ts` of the server. */
export const roles = ['viewer', 'agent', 'reviewer', 'owner'] as const
export type Role = (typeof roles)[number]
