/** What stands over every page of the console until somebody has seen to it. */
import { standingAlerts } from '../../alerts/list-alerts.ts'
import { listApprovals } from '../../operators/approvals.ts'
import { channelStates } from '../../outbox/list-deliveries.ts'
import { forOperators } from './route.ts'

export const standing = {
  'GET /standing': forOperators('approvals.read', {
    quiet: true,
    async answer(_, deps) {
      const [{ approvals, names }, channels, alerts] = await Promise.all([
        listApprovals({ open: true }, deps),
        channelStates(deps),
        standingAlerts(deps),
      ])
      return { approvals, names, alerts, channels: channels.filter(({ failing, paused }) => failing || paused !== null) }
    },
  }),
}
