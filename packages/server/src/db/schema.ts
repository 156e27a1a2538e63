/** The tables. Times are integers (ms since the epoch, UTC); `sealed` columns can be read only with the server's secret; digests are keyed. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const meta = sqliteTable('meta', {
  name: text().primaryKey(),
  value: text().notNull(),
})

export const realms = sqliteTable('realms', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  /** Core's `PolicyInput` as JSON. */
  policy: text().notNull(),
  /** The last of its `policy_versions`: who changes the policy names the one they saw. */
  policyVersion: integer().notNull().default(1),
  /** Sealed JSON of a directory's settings; absent: built-in. */
  directory: text(),
  /** Core's `DecoyShape` as JSON, frozen so that a name's decoys stay what they are. */
  decoyShape: text().notNull(),
  /** Accounts that were counted for the shape. */
  decoyShapeAccounts: integer().notNull().default(0),
  createdAt: integer().notNull(),
})

/** What the policy of a realm was, from when on, and why. */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    realm: text()
      .notNull()
      .references(() => realms.id),
    /** 1, 2, 3 … */
    version: integer().notNull(),
    policy: text().notNull(),
    at: integer().notNull(),
    /** Absent: on the server's command line. */
    operator: text(),
    /** Absent: it came with the realm. */
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.version] })],
)

export const sites = sqliteTable('sites', {
  /** The public key, `pk_…`. */
  key: text().primaryKey(),
  realm: text()
    .notNull()
    .references(() => realms.id),
  name: text().notNull(),
  /** JSON list of exact origins; the first is the site's own. */
  origins: text().notNull(),
  /** Core's `Support` as JSON. */
  support: text().notNull(),
  /** Core's `Brand` as JSON. */
  brand: text().notNull().default('{}'),
  /** Rises with each change: of two operators that saw the same one, the second is told. */
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
})

export const siteKeys = sqliteTable('site_keys', {
  /** Keyed digest of the secret key; two may be valid while one is rotated. */
  digest: text().primaryKey(),
  /** Its last characters, so that an owner knows which is which; empty: it is from before these were kept. */
  hint: text().notNull().default(''),
  site: text()
    .notNull()
    .references(() => sites.key),
  createdAt: integer().notNull(),
})

export const accounts = sqliteTable(
  'accounts',
  {
    realm: text()
      .notNull()
      .references(() => realms.id),
    id: text().notNull(),
    /** PHC or modular crypt form; absent: no password yet. */
    passwordHash: text(),
    passwordChangedAt: integer(),
    locale: text(),
    /** Rises with each change of password, destination or status; what was begun under an older one is dead. */
    generation: integer().notNull().default(1),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] })],
)

export const identifiers = sqliteTable(
  'identifiers',
  {
    realm: text().notNull(),
    kind: text({ enum: ['email', 'phone', 'handle'] }).notNull(),
    /** Canonical. */
    value: text().notNull(),
    account: text().notNull(),
    place: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.kind, table.value] }), index('identifiers_account').on(table.realm, table.account)],
)

export const destinations = sqliteTable(
  'destinations',
  {
    realm: text().notNull(),
    account: text().notNull(),
    channel: text({ enum: ['email', 'phone'] }).notNull(),
    /** Canonical. */
    value: text().notNull(),
    verified: integer({ mode: 'boolean' }).notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    place: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.channel, table.value] })],
)

/** One for each cause: lifting one, by whoever may, leaves the others in place. */
export const accountLocks = sqliteTable(
  'account_locks',
  {
    realm: text().notNull(),
    account: text().notNull(),
    cause: text({ enum: ['too-many-sign-ins', 'operator', 'frozen', 'compromised', 'expired', 'disabled'] }).notNull(),
    since: integer().notNull(),
    note: text(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.cause] })],
)

/** What an account was before a change that its owner can still undo. */
export const undoCapsules = sqliteTable(
  'undo_capsules',
  {
    /** In the order of the changes. */
    id: integer().primaryKey({ autoIncrement: true }),
    realm: text().notNull(),
    /** Whose people and page the owner is led to. */
    site: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** Keyed digest of what the link carries. */
    token: text().notNull().unique(),
    change: text({
      enum: ['password-changed', 'unlocked-by-owner', 'addresses-changed', 'password-replaced', 'destination-removed', 'address-disowned'],
    }).notNull(),
    at: integer().notNull(),
    expiresAt: integer().notNull(),
    /** When somebody said that it was not theirs. */
    pressedAt: integer(),
    /** Sealed JSON: see `undo/capsule.ts`. */
    before: text().notNull(),
  },
  (table) => [index('undo_capsules_account').on(table.account, table.id), index('undo_capsules_expires').on(table.expiresAt)],
)

/** Failed sign-ins by name, known or not: nothing here says whether anybody is behind it. */
export const signInFailures = sqliteTable(
  'sign_in_failures',
  {
    realm: text().notNull(),
    /** Keyed digest of the canonical identifier. */
    name: text().notNull(),
    count: integer().notNull(),
    /** Keyed digests of the last wrong passwords, a JSON list: the same one again counts once. */
    recent: text().notNull(),
    lockedUntil: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.name] }), index('sign_in_failures_updated').on(table.updatedAt)],
)

/** Where wrong passwords came from, for operators: one row for each name, source and ten minutes. */
export const signInSources = sqliteTable(
  'sign_in_sources',
  {
    realm: text().notNull(),
    /** As in `sign_in_failures`, strangers' and familiar devices' under one. */
    name: text().notNull(),
    /** When the ten minutes began. */
    start: integer().notNull(),
    /** As the site saw it; empty: it didn't say. */
    addressPrefix: text().notNull(),
    /** A coarse name; empty: unknown. */
    browser: text().notNull(),
    familiar: integer({ mode: 'boolean' }).notNull(),
    count: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.realm, table.name, table.start, table.addressPrefix, table.browser, table.familiar] }),
    index('sign_in_sources_last').on(table.lastAt),
    index('sign_in_sources_realm').on(table.realm, table.lastAt),
    index('sign_in_sources_address').on(table.realm, table.addressPrefix, table.lastAt),
  ],
)

export const devices = sqliteTable(
  'devices',
  {
    /** Keyed digest of the token that the device keeps. */
    digest: text().primaryKey(),
    realm: text().notNull(),
    account: text().notNull(),
    usedAt: integer().notNull(),
  },
  (table) => [index('devices_account').on(table.realm, table.account), index('devices_used').on(table.usedAt)],
)

export const flows = sqliteTable(
  'flows',
  {
    id: text().primaryKey(),
    /** Keyed digest of the bearer token. */
    token: text().notNull(),
    site: text().notNull(),
    realm: text().notNull(),
    reason: text({ enum: ['forgot-password', 'cannot-sign-in', 'compromised'] }).notNull(),
    locale: text().notNull(),
    startedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** Coarse browser name and address prefix, for the operators' record. */
    browser: text(),
    addressPrefix: text(),
    /** Two letters; absent: unknown, or the operator gave no database of countries. */
    country: text(),
    /** Sealed `Named` (facts about who was named); absent until then. */
    named: text(),
    /** Keyed digest of realm and account, or of realm and canonical name for a decoy. */
    account: text(),
    /** Keyed digest of realm and canonical name. */
    name: text(),
    /** JSON list of proven methods. */
    proven: text().notNull().default('[]'),
    guesses: integer().notNull().default(0),
    sends: integer().notNull().default(0),
    withoutMethod: integer({ mode: 'boolean' }).notNull().default(false),
    remedy: text({ enum: ['new-password', 'help'] }),
    /** Until when a request holds the flow for a change that leaves the process. */
    claimedUntil: integer().notNull().default(0),
    outcome: text({ enum: ['password-changed', 'unlocked', 'case-opened'] }),
    because: text({ enum: ['expired', 'cancelled', 'too-many-guesses', 'refused'] }),
    endedAt: integer(),
  },
  (table) => [
    index('flows_account').on(table.account, table.endedAt),
    index('flows_open').on(table.endedAt, table.expiresAt),
    // What operators filter by, then time, then id: a page costs the same at any depth (keyset).
    index('flows_started').on(table.startedAt, table.id),
    index('flows_realm').on(table.realm, table.startedAt, table.id),
    index('flows_site').on(table.site, table.startedAt, table.id),
    index('flows_name').on(table.name, table.startedAt, table.id),
    index('flows_of_account').on(table.account, table.startedAt, table.id),
    index('flows_address').on(table.addressPrefix, table.startedAt, table.id),
    index('flows_country').on(table.country, table.startedAt, table.id).where(sql`country IS NOT NULL`),
    index('flows_because').on(table.because, table.startedAt, table.id).where(sql`because IS NOT NULL`),
    index('flows_outcome').on(table.outcome, table.startedAt, table.id).where(sql`outcome IS NOT NULL`),
  ],
)

export const challenges = sqliteTable('challenges', {
  /** One open challenge for each flow: a new one takes its place (R-207 within a flow). */
  flow: text().primaryKey(),
  /** The offer that it answers. */
  ref: text().notNull(),
  method: text({ enum: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'] }).notNull(),
  /** Which of the account's destinations was chosen; -1: nobody's, the address was completed wrongly, or the person keeps what is asked for. */
  destination: integer().notNull(),
  /** Whether it was told: not if it is nobody's, or over its budget. */
  told: integer({ mode: 'boolean' }).notNull().default(true),
  /** Keyed digest of the code, bound to flow, realm and method; a decoy's is of a code that nobody has. Empty where nothing was sent. */
  digest: text().notNull(),
  expiresAt: integer().notNull(),
  resendAt: integer().notNull(),
  /** What a passkey signs, another one after each guess: chance, and no secret. */
  question: text(),
  /** The host that passkeys belong to on the page that asked. */
  rpId: text(),
})

/** What people keep to prove who they are, beside their addresses. */
export const keptMethods = sqliteTable(
  'kept_methods',
  {
    realm: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    method: text({ enum: ['saved-code', 'totp', 'passkey'] }).notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
    /** Sealed, where the server must read it again. */
    secret: text(),
    /** The last time step that was used: the same code never works twice (RFC 6238 5.2). */
    step: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.realm, table.account, table.method] })],
)

export const savedCodes = sqliteTable(
  'saved_codes',
  {
    /** Keyed digest, bound to realm and account. */
    digest: text().primaryKey(),
    realm: text().notNull(),
    account: text().notNull(),
  },
  (table) => [index('saved_codes_account').on(table.realm, table.account)],
)

/** Of an account; its row in `kept_methods` says since when there is one. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    realm: text().notNull(),
    /** The credential's id, base64url. */
    id: text().notNull(),
    /** As in `flows.account`. */
    account: text().notNull(),
    /** The browser in which it was made, coarse. */
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    since: integer().notNull(),
    /** It is new, and proves nothing before then. */
    heldUntil: integer().notNull().default(0),
    usedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.realm, table.id] }), index('passkeys_account').on(table.realm, table.account)],
)

/** Wrong guesses at one method of one account, one after the other; counted for names that nobody has, too. */
export const wrongGuesses = sqliteTable(
  'wrong_guesses',
  {
    /** Keyed digest of realm, account and method. */
    key: text().primaryKey(),
    count: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('wrong_guesses_updated').on(table.updatedAt)],
)

/** Ways into `<regain-security>`, opened by the site for somebody who is signed in there. */
export const enrolments = sqliteTable(
  'enrolments',
  {
    /** Keyed digest of the token. */
    digest: text().primaryKey(),
    site: text().notNull(),
    realm: text().notNull(),
    /** The site's own name for the account. */
    account: text().notNull(),
    /** As the account was: a change ends it. */
    generation: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('enrolments_account').on(table.realm, table.account), index('enrolments_expires').on(table.expiresAt)],
)

/** Requests for a human decision. Those about nobody lie here too, and cost the same. */
export const cases = sqliteTable(
  'cases',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text().notNull(),
    /** One case for each flow. */
    flow: text().notNull().unique(),
    /** As in `flows.account`. */
    account: text(),
    /** Keyed digest of what the person holds. */
    reference: text().notNull().unique(),
    /** Nobody is behind the name. Operators know; the person's browser never does. */
    decoy: integer({ mode: 'boolean' }).notNull(),
    locale: text().notNull(),
    /** Sealed JSON: the name, the contact, and what the person wrote. */
    told: text().notNull(),
    openedAt: integer().notNull(),
    /** `access`: two people agreed, and it goes on by a link after a hold; `denied`: somebody at an address of the account stopped that. */
    state: text({ enum: ['open', 'go-on', 'get-in-touch', 'access', 'refused', 'denied'] })
      .notNull()
      .default('open'),
    /** The operator who looks at it. */
    claimedBy: text(),
    /** When; of a decoy's: when it seems so, which may be yet to come. */
    claimedAt: integer(),
    settledBy: text(),
    /** When; of a decoy's that nobody answered: when its answer goes out by itself. */
    settledAt: integer(),
    /** 2: it was refused, and asked once more. */
    round: integer().notNull().default(1),
    /** Who refused it the first time. */
    refusedBy: text(),
    /** Keyed digest of what a refusal carries to ask once more. */
    appeal: text().notNull().default(''),
  },
  (table) => [
    index('cases_state').on(table.state, table.openedAt, table.id),
    index('cases_account').on(table.account, table.openedAt),
    index('cases_appeal').on(table.appeal),
  ],
)

/** What two operators made of a case: whether somebody gets back in on their word. */
export const accessDecisions = sqliteTable(
  'access_decisions',
  {
    id: text().primaryKey(),
    case: text().notNull(),
    /** As in `cases.round`. */
    round: integer().notNull(),
    state: text({ enum: ['proposed', 'refused', 'agreed', 'denied', 'used'] }).notNull(),
    /** JSON list of what the first one checked. */
    checked: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: integer().notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    /** The account's when it was agreed on: a change since is the end of it. */
    generation: integer(),
    /** From when until when the link goes on. */
    holdUntil: integer(),
    linkUntil: integer(),
    /** Keyed digests of the tokens in the link, and in the notices that can stop it. */
    link: text().unique(),
    deny: text().unique(),
    deniedAt: integer(),
    usedAt: integer(),
    /** The flow that the link went on in. */
    flow: text(),
  },
  // One that is under way for each case: of two operators at once, one proposes.
  (table) => [
    uniqueIndex('access_decisions_live').on(table.case).where(sql`state IN ('proposed', 'agreed')`),
    index('access_decisions_case').on(table.case, table.proposedAt),
  ],
)

/** Generic cell rate: one row for each key, the moment at which its bucket is empty again. */
export const limits = sqliteTable(
  'limits',
  {
    key: text().primaryKey(),
    /** Theoretical arrival time in ms. */
    tat: integer().notNull(),
  },
  (table) => [index('limits_tat').on(table.tat)],
)

export const usedCaptchas = sqliteTable('used_captchas', { nonce: text().primaryKey(), expiresAt: integer().notNull() }, (table) => [
  index('used_captchas_expires').on(table.expiresAt),
])

export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    /** `nobody`: a decoy's, never sent, of the same shape. */
    channel: text({ enum: ['email', 'phone', 'webhook', 'nobody'] }).notNull(),
    kind: text({
      enum: ['code', 'password-changed', 'account-changed', 'case-answered', 'access-asked', 'access-given', 'operator-mail', 'event'],
    }).notNull(),
    flow: text(),
    /** As in `flows.account`, of a notice; and the address that it goes to, masked, for operators. */
    account: text(),
    masked: text(),
    /** The endpoint that an event goes to. */
    endpoint: text(),
    /** Sealed JSON of the message; padded, so that its length tells nothing. */
    message: text().notNull(),
    createdAt: integer().notNull(),
    /** A message that is of no use later: a code's end. */
    expiresAt: integer().notNull(),
    nextAt: integer().notNull(),
    tries: integer().notNull().default(0),
    state: text({ enum: ['waiting', 'delivered', 'refused', 'expired', 'cancelled'] })
      .notNull()
      .default('waiting'),
    /** The last reason in our own words. */
    because: text(),
    settledAt: integer(),
  },
  (table) => [
    index('outbox_due').on(table.state, table.channel, table.nextAt),
    index('outbox_settled').on(table.settledAt),
    index('outbox_dead').on(table.settledAt, table.id).where(sql`state IN ('refused', 'expired')`),
    index('outbox_flow').on(table.flow, table.state),
    index('outbox_account').on(table.account, table.createdAt).where(sql`account IS NOT NULL`),
    index('outbox_endpoint').on(table.endpoint, table.createdAt).where(sql`endpoint IS NOT NULL`),
  ],
)

/** Where a site wants to be told of events. */
export const endpoints = sqliteTable(
  'endpoints',
  {
    id: text().primaryKey(),
    realm: text().notNull(),
    site: text()
      .notNull()
      .references(() => sites.key),
    url: text().notNull(),
    /** Sealed. */
    secret: text().notNull(),
    /** Sealed: the secret before this one; what is sent is signed with both until then. */
    oldSecret: text(),
    oldSecretUntil: integer(),
    /** JSON list of event types. */
    events: text().notNull(),
    createdAt: integer().notNull(),
    /** When it answered 410: it wants no more. */
    goneAt: integer(),
  },
  (table) => [index('endpoints_realm').on(table.realm), index('endpoints_site').on(table.site)],
)

export const auditEvents = sqliteTable(
  'audit_events',
  {
    /** 1, 2, 3 …: no number is left out, whatever was rolled back. */
    id: integer().primaryKey(),
    at: integer().notNull(),
    name: text().notNull(),
    realm: text(),
    site: text(),
    flow: text(),
    /** As in `flows.account`. */
    account: text(),
    /** Who did it: `person`, `site`, `operator`, `server`. */
    actor: text().notNull(),
    requestId: text(),
    /** SHA-256 of the receipt that a person holds for it. */
    receipt: text(),
    /** JSON without secrets or full addresses. */
    details: text().notNull(),
    /** Keyed digest over the link before it and all of the above: see `audit/chain.ts`. */
    link: text().notNull(),
  },
  // SQLite ends each index with the id: filter, then time, then id, as the console's pages ask for them.
  (table) => [
    index('audit_events_at').on(table.at),
    index('audit_events_realm').on(table.realm, table.at),
    index('audit_events_name').on(table.realm, table.name, table.at),
    index('audit_events_flow').on(table.flow, table.at),
    index('audit_events_account').on(table.account, table.at),
    index('audit_events_staff').on(table.realm, table.actor, table.at).where(sql`actor <> 'person'`),
    index('audit_events_pruned').on(table.id).where(sql`name = 'audit.pruned'`),
    uniqueIndex('audit_events_receipt').on(table.receipt).where(sql`receipt IS NOT NULL`),
  ],
)

/** What the record was at a moment, signed: see `audit/checkpoint.ts`. */
export const auditCheckpoints = sqliteTable('audit_checkpoints', {
  /** 1, 2, 3 … */
  number: integer().primaryKey(),
  at: integer().notNull(),
  /** The events that it covers; the next one begins behind `last`. */
  first: integer().notNull(),
  last: integer().notNull(),
  /** Merkle tree hash (RFC 9162) over the events covered. */
  root: text().notNull(),
  /** The link of event `last`. */
  head: text().notNull(),
  /** SHA-256 of the checkpoint before; empty for the first. */
  previous: text().notNull(),
  /** Ed25519 over all of the above. */
  signature: text().notNull(),
})

/** Staff of the console: never the people whose accounts a realm holds. */
export const operators = sqliteTable(
  'operators',
  {
    id: text().primaryKey(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    role: text({ enum: ['viewer', 'agent', 'reviewer', 'owner'] }).notNull(),
    state: text({ enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    /** PHC; absent: signs in by passkey or identity provider only. A password never stands without `totp`. */
    passwordHash: text(),
    /** Sealed secret of the authenticator app. */
    totp: text(),
    /** The last time step that was used: the same code never works twice (RFC 6238 5.2). */
    totpStep: integer().notNull().default(0),
    /** Who vouches for them, and under which name (OpenID Connect `iss` and `sub`). */
    issuer: text(),
    subject: text(),
    createdAt: integer().notNull(),
    signedInAt: integer(),
  },
  (table) => [uniqueIndex('operators_subject').on(table.issuer, table.subject)],
)

export const operatorPasskeys = sqliteTable(
  'operator_passkeys',
  {
    /** The credential's id, base64url. */
    id: text().primaryKey(),
    operator: text().notNull(),
    name: text().notNull(),
    /** COSE key, base64url. */
    publicKey: text().notNull(),
    counter: integer().notNull(),
    /** JSON list: how the browser reaches the authenticator. */
    transports: text().notNull(),
    createdAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('operator_passkeys_operator').on(table.operator)],
)

export const operatorSavedCodes = sqliteTable(
  'operator_saved_codes',
  {
    /** Keyed digest, bound to the operator. */
    digest: text().primaryKey(),
    operator: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('operator_saved_codes_operator').on(table.operator)],
)

export const operatorSessions = sqliteTable(
  'operator_sessions',
  {
    /** For lists; opens nothing. */
    id: text().primaryKey(),
    /** Keyed digest of what the cookie holds; a new one at each rise. */
    digest: text().notNull().unique(),
    operator: text().notNull(),
    createdAt: integer().notNull(),
    seenAt: integer().notNull(),
    /** When the operator last proved who they are in this session; 0: an identity provider did. */
    provenAt: integer().notNull(),
    addressPrefix: text().notNull(),
    browser: text(),
  },
  (table) => [index('operator_sessions_operator').on(table.operator), index('operator_sessions_created').on(table.createdAt)],
)

export const operatorInvitations = sqliteTable(
  'operator_invitations',
  {
    id: text().primaryKey(),
    /** Keyed digest of the link's secret. */
    digest: text().notNull().unique(),
    /** Absent: the first owner, who says it. */
    email: text(),
    role: text({ enum: ['viewer', 'agent', 'reviewer', 'owner'] }).notNull(),
    /** Set: this operator begins anew with other credentials. */
    operator: text(),
    /** Absent: made on the server's command line. */
    invitedBy: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('operator_invitations_expires').on(table.expiresAt)],
)

/** What the server must remember between two requests of a sign-in or an enrolment; each is taken once. */
export const operatorCeremonies = sqliteTable(
  'operator_ceremonies',
  {
    /** Keyed digest of its secret. */
    digest: text().primaryKey(),
    kind: text({ enum: ['passkey-sign-in', 'passkey-enrolment', 'totp-enrolment', 'identity-provider'] }).notNull(),
    /** The operator or the invitation that it belongs to; empty: nobody yet. */
    holder: text().notNull(),
    /** Sealed JSON. */
    details: text().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('operator_ceremonies_expires').on(table.expiresAt)],
)

/** A second person's word, or an owner's going ahead without it. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: text().primaryKey(),
    action: text({ enum: ['role-grant', 'weaker-rules', 'weaker-policy', 'identity-provider', 'export', 'break-glass'] }).notNull(),
    /** Canonical JSON of exactly what is to be done. */
    subject: text().notNull(),
    reason: text().notNull(),
    /** Absent: on the server's command line. */
    askedBy: text(),
    askedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** `bypassed`: an owner went ahead alone; it stands at the top of the console until another owner has seen it. */
    state: text({ enum: ['waiting', 'granted', 'refused', 'used', 'bypassed', 'seen'] }).notNull(),
    decidedBy: text(),
    decidedAt: integer(),
    decision: text(),
  },
  (table) => [index('approvals_state').on(table.state, table.askedAt)],
)

/** Why an operator did something. Apart from the record, which outlives the person that this is about. */
export const actReasons = sqliteTable(
  'act_reasons',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    operator: text().notNull(),
    event: text().notNull(),
    /** As in `flows.account`. */
    account: text(),
    flow: text(),
    reason: text().notNull(),
  },
  (table) => [
    index('act_reasons_account').on(table.account, table.at),
    index('act_reasons_flow').on(table.flow),
    index('act_reasons_at').on(table.at),
  ],
)

/** What happened in each hour and each day (UTC), counted from the record: see `overview/count-events.ts`. */
export const counts = sqliteTable(
  'counts',
  {
    step: text({ enum: ['hour', 'day'] }).notNull(),
    /** When it began, in ms. */
    start: integer().notNull(),
    /** Empty: what belongs to no realm. */
    realm: text().notNull(),
    measure: text().notNull(),
    /** Of the measure: a method, a reason, a limit. */
    part: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.step, table.start, table.realm, table.measure, table.part] })],
)

/** Channels that an owner stopped: what is for them waits. */
export const pausedChannels = sqliteTable('paused_channels', {
  channel: text({ enum: ['email', 'phone', 'webhook'] }).primaryKey(),
  since: integer().notNull(),
  operator: text().notNull(),
  reason: text().notNull(),
})

/** What rang: see `alerts/rules.ts`. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    rule: text({
      enum: ['starts', 'unknown-names', 'password-spray', 'failed-codes', 'sms-prefix', 'delivery-failing', 'record-broken'],
    }).notNull(),
    /** Empty: the whole server. */
    realm: text().notNull(),
    /** An address prefix, the beginning of numbers, a channel; empty: the realm or the server itself. */
    subject: text().notNull(),
    openedAt: integer().notNull(),
    /** When it was last found to be so. */
    seenAt: integer().notNull(),
    endedAt: integer(),
    /** The most that was seen; of a broken record the first event that is. */
    count: integer().notNull(),
    threshold: integer().notNull(),
    usual: integer().notNull(),
    /** What the last mail about it said. */
    told: text({ enum: ['nothing', 'opened', 'ended'] })
      .notNull()
      .default('nothing'),
    toldAt: integer().notNull().default(0),
    acknowledgedBy: text(),
    acknowledgedAt: integer(),
    note: text(),
  },
  (table) => [
    // Of two processes that find the same thing one opens it.
    uniqueIndex('alerts_on').on(table.rule, table.realm, table.subject).where(sql`ended_at IS NULL`),
    index('alerts_opened').on(table.openedAt, table.id),
    index('alerts_untold').on(table.told, table.endedAt).where(sql`told <> 'ended'`),
  ],
)

/** Filters that an operator named, to come back to. */
export const operatorViews = sqliteTable(
  'operator_views',
  {
    id: text().primaryKey(),
    operator: text().notNull(),
    name: text().notNull(),
    /** As in the URL of the list, its filters in the order of their names. */
    query: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [uniqueIndex('operator_views_name').on(table.operator, table.name)],
)
