ALTER TABLE `operators` ADD `former_role` text;--> statement-breakpoint
ALTER TABLE `operators` ADD `former_until` integer;--> statement-breakpoint
ALTER TABLE `site_keys` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `seen_at` integer;