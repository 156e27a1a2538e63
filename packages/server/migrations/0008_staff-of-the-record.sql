DROP INDEX `audit_events_operator`;--> statement-breakpoint
CREATE INDEX `audit_events_staff` ON `audit_events` (`realm`,`actor`,`at`) WHERE actor <> 'person';