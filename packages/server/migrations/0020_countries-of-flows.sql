ALTER TABLE `flows` ADD `country` text;--> statement-breakpoint
CREATE INDEX `flows_country` ON `flows` (`country`,`started_at`,`id`) WHERE country IS NOT NULL;