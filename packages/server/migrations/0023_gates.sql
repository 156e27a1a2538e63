ALTER TABLE `accounts` ADD `assurance` text DEFAULT 'aal1' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `privileged` integer DEFAULT false NOT NULL;