/** What the first screen hands to the later steps, so that they can import it from here. */
import type { Kit } from '../kit.ts'

export let html: Kit['html']
export let nothing: Kit['nothing']
export let flowWith: Kit['flowWith']
export let identifyStep: Kit['identifyStep']
export let Refused: Kit['Refused']
export let identify: Kit['identify']
export let emptyOf: Kit['emptyOf']
export let field: Kit['field']
export let fits: Kit['fits']
export let instant: Kit['instant']
export let lengths: Kit['lengths']
export let list: Kit['list']
export let maybe: Kit['maybe']
export let support: Kit['support']
export let rareSteps: Kit['rareSteps']
export let wrongsOf: Kit['wrongsOf']

export function equip(kit: Kit): void {
  ;({
    html,
    nothing,
    flowWith,
    identifyStep,
    Refused,
    identify,
    emptyOf,
    field,
    fits,
    instant,
    lengths,
    list,
    maybe,
    support,
    rareSteps,
    wrongsOf,
  } = kit)
}
