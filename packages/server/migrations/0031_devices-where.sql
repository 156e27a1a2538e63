ALTER TABLE `devices` ADD `browser` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `country` text;