-- Events from before the chain prove nothing and were never in a release: the record begins here.
DROP TABLE `audit_events`;--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`name` text NOT NULL,
	`realm` text,
	`site` text,
	`flow` text,
	`account` text,
	`actor` text NOT NULL,
	`request_id` text,
	`receipt` text,
	`details` text NOT NULL,
	`link` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_events_realm` ON `audit_events` (`realm`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_name` ON `audit_events` (`realm`,`name`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_flow` ON `audit_events` (`flow`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_account` ON `audit_events` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `audit_events_operator` ON `audit_events` (`realm`,`at`) WHERE actor = 'operator';--> statement-breakpoint
CREATE INDEX `audit_events_pruned` ON `audit_events` (`id`) WHERE name = 'audit.pruned';--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_receipt` ON `audit_events` (`receipt`) WHERE receipt IS NOT NULL;--> statement-breakpoint
CREATE TABLE `audit_checkpoints` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`first` integer NOT NULL,
	`last` integer NOT NULL,
	`root` text NOT NULL,
	`head` text NOT NULL,
	`previous` text NOT NULL,
	`signature` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_update` BEFORE UPDATE ON `audit_events` BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
--> statement-breakpoint
-- Only a later event that says so, and is chained like any other, opens the way to the events that are past keeping.
CREATE TRIGGER `audit_events_no_delete` BEFORE DELETE ON `audit_events`
WHEN NOT EXISTS (SELECT 1 FROM `audit_events` WHERE name = 'audit.pruned' AND id > OLD.id AND json_extract(details, '$.through') >= OLD.id)
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_checkpoints_no_update` BEFORE UPDATE ON `audit_checkpoints` BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_checkpoints_no_delete` BEFORE DELETE ON `audit_checkpoints` BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
