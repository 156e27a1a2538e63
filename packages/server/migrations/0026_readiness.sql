CREATE TABLE `realm_readiness` (
	`realm` text PRIMARY KEY NOT NULL,
	`counts` text NOT NULL,
	`counted_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reminder_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`site` text NOT NULL,
	`operator` text NOT NULL,
	`started_at` integer NOT NULL,
	`cursor` text DEFAULT '' NOT NULL,
	`sent` integer DEFAULT 0 NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminder_rounds_open` ON `reminder_rounds` (`realm`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `reminders` (
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`reminded_at` integer NOT NULL,
	`stopped_at` integer,
	PRIMARY KEY(`realm`, `account`)
);
