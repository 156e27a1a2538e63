/** Console routes for alerts: list them, acknowledge one, change the rules. */
import * as v from 'valibot'
import { acknowledge, changeAlertRules } from '../alerts/answer-alerts.ts'
import { alertStates, listAlerts } from '../alerts/list-alerts.ts'
import { alertRules, readAlertSettings, SettingsSchema } from '../alerts/rules.ts'
import { forOperators } from './route.ts'
import { CursorSchema, ReasonSchema } from './schemas.ts'

export const alerts = {
  'GET /alerts': forOperators('alerts.read', {
    query: v.strictObject({
      state: v.optional(v.picklist(alertStates)),
      rule: v.optional(v.picklist(alertRules)),
      after: CursorSchema,
    }),
    answer: ({ query: { after, ...filter } }, deps) => listAlerts(filter, after, deps),
  }),
  'POST /alerts/:alert/acknowledge': forOperators('alerts.acknowledge', {
    body: v.strictObject({ reason: ReasonSchema }),
    answer: ({ params: { alert = '' }, body, by }, deps) => acknowledge({ alert, ...body, by }, deps),
  }),
  'GET /alert-rules': forOperators('alerts.read', { answer: (_, deps) => readAlertSettings(deps.db.read) }),
  'PUT /alert-rules': forOperators('alerts.rules', {
    body: v.strictObject({ settings: SettingsSchema, version: v.pipe(v.number(), v.integer()) }),
    answer: ({ body, signedIn, by }, deps) => changeAlertRules({ ...body, signedIn, by }, deps),
  }),
}
