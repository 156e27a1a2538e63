CREATE TABLE `endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`site` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`gone_at` integer,
	FOREIGN KEY (`site`) REFERENCES `sites`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `endpoints_realm` ON `endpoints` (`realm`);--> statement-breakpoint
CREATE INDEX `endpoints_site` ON `endpoints` (`site`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `endpoint` text;--> statement-breakpoint
CREATE INDEX `outbox_endpoint` ON `outbox` (`endpoint`,`created_at`) WHERE endpoint IS NOT NULL;