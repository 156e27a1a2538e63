/** `regain audit …` */
import { checkpoint, exportRecord, prune, ship, watch } from './audit-keep.ts'
import { key, prove, verify } from './audit-prove.ts'
import { group } from './command.ts'
import { descriptions } from './descriptions.ts'

const commands = { verify, prove, key, checkpoint, watch, export: exportRecord, ship, prune }

export const audit = group('audit', descriptions.audit, commands)
