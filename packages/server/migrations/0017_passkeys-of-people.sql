CREATE TABLE `passkeys` (
	`realm` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`since` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`realm`, `id`)
);
--> statement-breakpoint
CREATE INDEX `passkeys_account` ON `passkeys` (`realm`,`account`);--> statement-breakpoint
ALTER TABLE `challenges` ADD `question` text;--> statement-breakpoint
ALTER TABLE `challenges` ADD `rp_id` text;