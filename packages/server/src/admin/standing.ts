/** Console route for the notices that appear on every page until somebody has handled them. */
import { standingAlerts } from '../alerts/list-alerts.ts'
import { listApprovals } from '../operators/approvals.ts'
import { channelStates } from '../outbox/list-deliveries.ts'
import { countWaiting } from '../overview/count-waiting.ts'
import { forOperators } from './route.ts'

export const standing = {
  'GET /standing': forOperators('approvals.read', {
    quiet: true,
    async answer({ signedIn: { operator } }, deps) {
      const [{ approvals, names }, channels, alerts, waits] = await Promise.all([
        listApprovals({ open: true }, deps),
        channelStates(deps),
        standingAlerts(deps),
        countWaiting(operator.id, deps),
      ])
      return { approvals, names, alerts, waits, channels: channels.filter(({ failing, paused }) => failing || paused !== null) }
    },
  }),
}
