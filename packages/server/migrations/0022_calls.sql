CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`site` text NOT NULL,
	`code` text NOT NULL,
	`token` text NOT NULL,
	`opened_from` text NOT NULL,
	`opened_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`taken_by` text,
	`taken_at` integer,
	`same_network` integer DEFAULT false NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_code_unique` ON `calls` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `calls_token_unique` ON `calls` (`token`);--> statement-breakpoint
CREATE INDEX `calls_operator` ON `calls` (`taken_by`,`state`);--> statement-breakpoint
CREATE INDEX `calls_taken` ON `calls` (`taken_at`);--> statement-breakpoint
CREATE INDEX `calls_opened` ON `calls` (`opened_at`);