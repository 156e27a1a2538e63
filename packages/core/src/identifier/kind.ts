/** The kinds of identifier that a person can type to name the account. */
import * as v from 'valibot'

export const identifierKinds = ['email', 'phone', 'handle'] as const
export const IdentifierKindSchema = v.picklist(identifierKinds)
export type IdentifierKind = v.InferOutput<typeof IdentifierKindSchema>

/** Where a message can go. */
export const channels = ['email', 'phone'] as const
export const ChannelSchema = v.picklist(channels)
export type Channel = v.InferOutput<typeof ChannelSchema>
