/** The parts of the example that tests start. */
export type { Site, SiteSettings } from './site.ts'
export { startSite } from './site.ts'
export type { NewUser, Users } from './users.ts'
