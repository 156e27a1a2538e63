/** What stands over every page of the console until somebody has seen to it. */
import { listApprovals } from '../../operators/approvals.ts'
import { forOperators } from './route.ts'

export const standing = {
  'GET /standing': forOperators('approvals.read', {
    quiet: true,
    async answer(_, deps) {
      const { approvals, names } = await listApprovals({ open: true }, deps)
      return { approvals, names }
    },
  }),
}
