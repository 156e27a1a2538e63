CREATE TABLE `policy_versions` (
	`realm` text NOT NULL,
	`version` integer NOT NULL,
	`policy` text NOT NULL,
	`at` integer NOT NULL,
	`operator` text,
	`reason` text,
	PRIMARY KEY(`realm`, `version`),
	FOREIGN KEY (`realm`) REFERENCES `realms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `endpoints` ADD `old_secret` text;--> statement-breakpoint
ALTER TABLE `endpoints` ADD `old_secret_until` integer;--> statement-breakpoint
ALTER TABLE `realms` ADD `policy_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `site_keys` ADD `hint` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `brand` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
INSERT INTO `policy_versions` (`realm`, `version`, `policy`, `at`) SELECT `id`, 1, `policy`, `created_at` FROM `realms`;
