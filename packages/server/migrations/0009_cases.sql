CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`site` text NOT NULL,
	`flow` text NOT NULL,
	`account` text,
	`reference` text NOT NULL,
	`decoy` integer NOT NULL,
	`locale` text NOT NULL,
	`told` text NOT NULL,
	`opened_at` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`claimed_by` text,
	`claimed_at` integer,
	`settled_by` text,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_flow_unique` ON `cases` (`flow`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_reference_unique` ON `cases` (`reference`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_account` ON `cases` (`account`,`opened_at`);