CREATE TABLE `waits` (
	`account` text PRIMARY KEY NOT NULL,
	`generation` integer NOT NULL,
	`ready_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `waits_expires` ON `waits` (`expires_at`);