CREATE TABLE `access_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`case` text NOT NULL,
	`round` integer NOT NULL,
	`state` text NOT NULL,
	`checked` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`generation` integer,
	`hold_until` integer,
	`link_until` integer,
	`link` text,
	`deny` text,
	`denied_at` integer,
	`used_at` integer,
	`flow` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_decisions_link_unique` ON `access_decisions` (`link`);--> statement-breakpoint
CREATE UNIQUE INDEX `access_decisions_deny_unique` ON `access_decisions` (`deny`);--> statement-breakpoint
CREATE UNIQUE INDEX `access_decisions_live` ON `access_decisions` (`case`) WHERE state IN ('proposed', 'agreed');--> statement-breakpoint
CREATE INDEX `access_decisions_case` ON `access_decisions` (`case`,`proposed_at`);--> statement-breakpoint
ALTER TABLE `cases` ADD `round` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `refused_by` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `appeal` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_appeal` ON `cases` (`appeal`);