CREATE TABLE `contact_asks` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`flow` text NOT NULL,
	`account` text NOT NULL,
	`contact` text NOT NULL,
	`address` text NOT NULL,
	`digest` text NOT NULL,
	`at` integer NOT NULL,
	`confirmed_at` integer,
	`heard_at` integer,
	`denied_at` integer
);
--> statement-breakpoint
CREATE INDEX `contact_asks_flow` ON `contact_asks` (`flow`);--> statement-breakpoint
CREATE INDEX `contact_asks_account` ON `contact_asks` (`account`);--> statement-breakpoint
CREATE INDEX `contact_asks_at` ON `contact_asks` (`at`);--> statement-breakpoint
CREATE INDEX `contact_asks_heard` ON `contact_asks` (`realm`,`heard_at`) WHERE heard_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `recovery_contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`site` text NOT NULL,
	`address` text NOT NULL,
	`person` text NOT NULL,
	`locale` text NOT NULL,
	`since` integer NOT NULL,
	`accepted_at` integer,
	`held_until` integer DEFAULT 0 NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_contacts_once` ON `recovery_contacts` (`realm`,`account`,`address`);--> statement-breakpoint
CREATE INDEX `recovery_contacts_address` ON `recovery_contacts` (`realm`,`address`);--> statement-breakpoint
ALTER TABLE `challenges` ADD `heard` integer;