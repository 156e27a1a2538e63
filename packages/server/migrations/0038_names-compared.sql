CREATE TABLE `lost_names` (
	`realm` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`account` text NOT NULL,
	`kept_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`realm`, `account`, `kind`, `value`)
);
--> statement-breakpoint
ALTER TABLE `identifiers` ADD `skeleton` text;--> statement-breakpoint
CREATE INDEX `identifiers_skeleton` ON `identifiers` (`realm`,`skeleton`) WHERE skeleton IS NOT NULL;--> statement-breakpoint
ALTER TABLE `realms` ADD `numeric_handles` integer DEFAULT false NOT NULL;