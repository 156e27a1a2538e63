CREATE TABLE `enrolments` (
	`digest` text PRIMARY KEY NOT NULL,
	`site` text NOT NULL,
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`generation` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `enrolments_account` ON `enrolments` (`realm`,`account`);--> statement-breakpoint
CREATE INDEX `enrolments_expires` ON `enrolments` (`expires_at`);--> statement-breakpoint
CREATE TABLE `kept_methods` (
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`method` text NOT NULL,
	`since` integer NOT NULL,
	`used_at` integer,
	`secret` text,
	`step` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`realm`, `account`, `method`)
);
--> statement-breakpoint
CREATE TABLE `saved_codes` (
	`digest` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`account` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_codes_account` ON `saved_codes` (`realm`,`account`);--> statement-breakpoint
CREATE TABLE `wrong_guesses` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `wrong_guesses_updated` ON `wrong_guesses` (`updated_at`);