/** What a contract has lost since an older one: `[{ name, says }]`. Additions are no findings. */
import { compareOpenApi } from './compare-openapi.mjs'

export function compareContracts(before, after) {
  return [
    ...compareOpenApi(before.openapi, after.openapi),
    ...lost(before.settings, after.settings, (name) => ({ name: `REGAIN_${name}`, says: 'is no setting any more' })),
    ...Object.entries(before.exitStatuses)
      .filter(([meaning, status]) => after.exitStatuses[meaning] !== status)
      .map(([meaning, status]) => ({ name: String(status), says: `is no longer the exit status for "${meaning}"` })),
    ...Object.entries(before.exports).flatMap(([door, names]) =>
      door in after.exports
        ? lost(names, after.exports[door], (name) => ({ name, says: `is not exported by ${door} any more` }))
        : [{ name: door, says: 'cannot be imported any more' }],
    ),
    ...Object.entries(before.elements).flatMap(([tag, kinds]) =>
      tag in after.elements
        ? Object.entries(kinds).flatMap(([kind, names]) =>
            lost(names, after.elements[tag][kind], (name) => ({ name, says: `is not among the ${kind} of <${tag}> any more` })),
          )
        : [{ name: tag, says: 'is no element any more' }],
    ),
  ]
}

const lost = (before, after, tell) => before.filter((name) => !after.includes(name)).map(tell)

/** Findings that no changelog item names in backticks. */
export const untold = (findings, items) => findings.filter(({ name }) => !items.some((item) => item.includes(`\`${name}\``)))
