CREATE TABLE `used_questions` (
	`question` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_questions_expires` ON `used_questions` (`expires_at`);--> statement-breakpoint
ALTER TABLE `passkeys` ADD `account_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `passkeys` ADD `instead` integer DEFAULT false NOT NULL;