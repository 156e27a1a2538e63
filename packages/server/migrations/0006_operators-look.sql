CREATE TABLE `act_reasons` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`operator` text NOT NULL,
	`event` text NOT NULL,
	`account` text,
	`flow` text,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `act_reasons_account` ON `act_reasons` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `act_reasons_flow` ON `act_reasons` (`flow`);--> statement-breakpoint
CREATE INDEX `act_reasons_at` ON `act_reasons` (`at`);--> statement-breakpoint
DROP INDEX `flows_started`;--> statement-breakpoint
CREATE INDEX `flows_realm` ON `flows` (`realm`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `flows_site` ON `flows` (`site`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `flows_name` ON `flows` (`name`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `flows_of_account` ON `flows` (`account`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `flows_address` ON `flows` (`address_prefix`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `flows_because` ON `flows` (`because`,`started_at`,`id`) WHERE because IS NOT NULL;--> statement-breakpoint
CREATE INDEX `flows_outcome` ON `flows` (`outcome`,`started_at`,`id`) WHERE outcome IS NOT NULL;--> statement-breakpoint
CREATE INDEX `flows_started` ON `flows` (`started_at`,`id`);