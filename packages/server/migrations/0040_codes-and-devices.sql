ALTER TABLE `challenges` ADD `completion` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `challenges` ADD `place` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `challenges` ADD `left` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `challenges` ADD `earlier` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `flows` ADD `device` text;