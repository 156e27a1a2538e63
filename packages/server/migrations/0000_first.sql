CREATE TABLE `account_locks` (
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`cause` text NOT NULL,
	`since` integer NOT NULL,
	`note` text,
	PRIMARY KEY(`realm`, `account`)
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`realm` text NOT NULL,
	`id` text NOT NULL,
	`password_hash` text,
	`password_changed_at` integer,
	`locale` text,
	`generation` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`realm`, `id`),
	FOREIGN KEY (`realm`) REFERENCES `realms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`name` text NOT NULL,
	`realm` text,
	`site` text,
	`flow` text,
	`account` text,
	`actor` text NOT NULL,
	`request_id` text,
	`details` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_events_flow` ON `audit_events` (`flow`);--> statement-breakpoint
CREATE INDEX `audit_events_account` ON `audit_events` (`account`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE TABLE `challenges` (
	`flow` text PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`method` text NOT NULL,
	`destination` integer NOT NULL,
	`digest` text NOT NULL,
	`expires_at` integer NOT NULL,
	`resend_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `destinations` (
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`channel` text NOT NULL,
	`value` text NOT NULL,
	`verified` integer NOT NULL,
	`since` integer NOT NULL,
	`place` integer NOT NULL,
	PRIMARY KEY(`realm`, `account`, `channel`, `value`)
);
--> statement-breakpoint
CREATE TABLE `devices` (
	`digest` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `devices_account` ON `devices` (`realm`,`account`);--> statement-breakpoint
CREATE INDEX `devices_used` ON `devices` (`used_at`);--> statement-breakpoint
CREATE TABLE `flows` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`site` text NOT NULL,
	`realm` text NOT NULL,
	`reason` text NOT NULL,
	`locale` text NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`browser` text,
	`address_prefix` text,
	`named` text,
	`account` text,
	`name` text,
	`proven` text DEFAULT '[]' NOT NULL,
	`guesses` integer DEFAULT 0 NOT NULL,
	`sends` integer DEFAULT 0 NOT NULL,
	`without_method` integer DEFAULT false NOT NULL,
	`remedy` text,
	`claimed_until` integer DEFAULT 0 NOT NULL,
	`outcome` text,
	`because` text,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `flows_account` ON `flows` (`account`,`ended_at`);--> statement-breakpoint
CREATE INDEX `flows_open` ON `flows` (`ended_at`,`expires_at`);--> statement-breakpoint
CREATE INDEX `flows_started` ON `flows` (`started_at`);--> statement-breakpoint
CREATE TABLE `identifiers` (
	`realm` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`account` text NOT NULL,
	`place` integer NOT NULL,
	PRIMARY KEY(`realm`, `kind`, `value`)
);
--> statement-breakpoint
CREATE INDEX `identifiers_account` ON `identifiers` (`realm`,`account`);--> statement-breakpoint
CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`tat` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `limits_tat` ON `limits` (`tat`);--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`flow` text,
	`message` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`because` text,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `outbox_settled` ON `outbox` (`settled_at`);--> statement-breakpoint
CREATE INDEX `outbox_flow` ON `outbox` (`flow`,`state`);--> statement-breakpoint
CREATE TABLE `realms` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`policy` text NOT NULL,
	`directory` text,
	`decoy_shape` text NOT NULL,
	`decoy_shape_accounts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `realms_name_unique` ON `realms` (`name`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`realm` text NOT NULL,
	`name` text NOT NULL,
	`count` integer NOT NULL,
	`recent` text NOT NULL,
	`locked_until` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`realm`, `name`)
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_updated` ON `sign_in_failures` (`updated_at`);--> statement-breakpoint
CREATE TABLE `site_keys` (
	`digest` text PRIMARY KEY NOT NULL,
	`site` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site`) REFERENCES `sites`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sites` (
	`key` text PRIMARY KEY NOT NULL,
	`realm` text NOT NULL,
	`name` text NOT NULL,
	`origins` text NOT NULL,
	`support` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`realm`) REFERENCES `realms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `used_captchas` (
	`nonce` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_captchas_expires` ON `used_captchas` (`expires_at`);