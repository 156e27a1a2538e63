CREATE TABLE `undo_capsules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`realm` text NOT NULL,
	`site` text NOT NULL,
	`account` text NOT NULL,
	`token` text NOT NULL,
	`change` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`pressed_at` integer,
	`before` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `undo_capsules_token_unique` ON `undo_capsules` (`token`);--> statement-breakpoint
CREATE INDEX `undo_capsules_account` ON `undo_capsules` (`account`,`id`);--> statement-breakpoint
CREATE INDEX `undo_capsules_expires` ON `undo_capsules` (`expires_at`);