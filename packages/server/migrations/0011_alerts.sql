CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`realm` text NOT NULL,
	`subject` text NOT NULL,
	`opened_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`ended_at` integer,
	`count` integer NOT NULL,
	`threshold` integer NOT NULL,
	`usual` integer NOT NULL,
	`told` text DEFAULT 'nothing' NOT NULL,
	`told_at` integer DEFAULT 0 NOT NULL,
	`acknowledged_by` text,
	`acknowledged_at` integer,
	`note` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_on` ON `alerts` (`rule`,`realm`,`subject`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `alerts_opened` ON `alerts` (`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_untold` ON `alerts` (`told`,`ended_at`) WHERE told <> 'ended';