CREATE TABLE `counts` (
	`step` text NOT NULL,
	`start` integer NOT NULL,
	`realm` text NOT NULL,
	`measure` text NOT NULL,
	`part` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`step`, `start`, `realm`, `measure`, `part`)
);
--> statement-breakpoint
CREATE TABLE `paused_channels` (
	`channel` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`operator` text NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_dead` ON `outbox` (`settled_at`,`id`) WHERE state IN ('refused', 'expired');