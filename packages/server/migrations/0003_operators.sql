CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision` text
);
--> statement-breakpoint
CREATE INDEX `approvals_state` ON `approvals` (`state`,`asked_at`);--> statement-breakpoint
CREATE TABLE `operator_ceremonies` (
	`digest` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`holder` text NOT NULL,
	`details` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operator_ceremonies_expires` ON `operator_ceremonies` (`expires_at`);--> statement-breakpoint
CREATE TABLE `operator_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`operator` text,
	`invited_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operator_invitations_digest_unique` ON `operator_invitations` (`digest`);--> statement-breakpoint
CREATE INDEX `operator_invitations_expires` ON `operator_invitations` (`expires_at`);--> statement-breakpoint
CREATE TABLE `operator_passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`operator` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `operator_passkeys_operator` ON `operator_passkeys` (`operator`);--> statement-breakpoint
CREATE TABLE `operator_saved_codes` (
	`digest` text PRIMARY KEY NOT NULL,
	`operator` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operator_saved_codes_operator` ON `operator_saved_codes` (`operator`);--> statement-breakpoint
CREATE TABLE `operator_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`operator` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`proven_at` integer NOT NULL,
	`address_prefix` text NOT NULL,
	`browser` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operator_sessions_digest_unique` ON `operator_sessions` (`digest`);--> statement-breakpoint
CREATE INDEX `operator_sessions_operator` ON `operator_sessions` (`operator`);--> statement-breakpoint
CREATE INDEX `operator_sessions_created` ON `operator_sessions` (`created_at`);--> statement-breakpoint
CREATE TABLE `operators` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`password_hash` text,
	`totp` text,
	`totp_step` integer DEFAULT 0 NOT NULL,
	`issuer` text,
	`subject` text,
	`created_at` integer NOT NULL,
	`signed_in_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operators_email_unique` ON `operators` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `operators_subject` ON `operators` (`issuer`,`subject`);