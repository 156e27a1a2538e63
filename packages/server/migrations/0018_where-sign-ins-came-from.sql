CREATE TABLE `sign_in_sources` (
	`realm` text NOT NULL,
	`name` text NOT NULL,
	`start` integer NOT NULL,
	`address_prefix` text NOT NULL,
	`browser` text NOT NULL,
	`familiar` integer NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`realm`, `name`, `start`, `address_prefix`, `browser`, `familiar`)
);
--> statement-breakpoint
CREATE INDEX `sign_in_sources_last` ON `sign_in_sources` (`last_at`);--> statement-breakpoint
CREATE INDEX `sign_in_sources_realm` ON `sign_in_sources` (`realm`,`last_at`);--> statement-breakpoint
CREATE INDEX `sign_in_sources_address` ON `sign_in_sources` (`realm`,`address_prefix`,`last_at`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `account` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `masked` text;--> statement-breakpoint
CREATE INDEX `outbox_account` ON `outbox` (`account`,`created_at`) WHERE account IS NOT NULL;