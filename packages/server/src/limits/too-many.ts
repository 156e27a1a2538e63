/** The "no" at the door of a limit that is full. */
import type { Limits } from '@regain/core'
import { ProblemError } from '../security/problem.ts'

// Coarse on purpose: a precise wait is a timetable for robots.
export const tooMany = (limit: keyof Limits): ProblemError => new ProblemError('too-many-requests', { retryAfterSeconds: 60, limit })
