ALTER TABLE `destinations` ADD `held_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `kept_methods` ADD `held_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `passkeys` ADD `held_until` integer DEFAULT 0 NOT NULL;