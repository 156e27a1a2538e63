/** Console routes for an operator's own named views of the attempts. */
import * as v from 'valibot'
import { listViews, removeView, renameView, saveView } from '../operators/views.ts'
import { forOperators } from './route.ts'
import { NameSchema, WordSchema } from './schemas.ts'

/** The filters as the list's URL has them. A searched name is not part of a view: it is logged once and stored nowhere else. */
const FiltersSchema = v.strictObject({
  realm: WordSchema,
  site: WordSchema,
  reason: WordSchema,
  state: WordSchema,
  addressPrefix: WordSchema,
  browser: WordSchema,
  country: WordSchema,
  from: WordSchema,
  until: WordSchema,
})

export const views = {
  'GET /me/views': forOperators('self.read', { answer: ({ signedIn }, deps) => listViews(signedIn.operator.id, deps) }),
  'POST /me/views': forOperators('self.read', {
    body: v.strictObject({ name: NameSchema, filters: FiltersSchema }),
    answer: ({ signedIn, body }, deps) => saveView(signedIn.operator.id, body, deps),
  }),
  'PUT /me/views/:view': forOperators('self.read', {
    body: v.strictObject({ name: NameSchema }),
    answer: ({ signedIn, params: { view = '' }, body }, deps) => renameView(signedIn.operator.id, view, body.name, deps),
  }),
  'DELETE /me/views/:view': forOperators('self.read', {
    answer: ({ signedIn, params: { view = '' } }, deps) => removeView(signedIn.operator.id, view, deps),
  }),
}
