ALTER TABLE `flows` ADD `signs` text;--> statement-breakpoint
CREATE INDEX `flows_signs` ON `flows` (`started_at`,`id`) WHERE signs IS NOT NULL;