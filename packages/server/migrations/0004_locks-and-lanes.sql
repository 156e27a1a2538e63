DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`channel`,`next_at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_account_locks` (
	`realm` text NOT NULL,
	`account` text NOT NULL,
	`cause` text NOT NULL,
	`since` integer NOT NULL,
	`note` text,
	PRIMARY KEY(`realm`, `account`, `cause`)
);
--> statement-breakpoint
INSERT INTO `__new_account_locks`("realm", "account", "cause", "since", "note") SELECT "realm", "account", "cause", "since", "note" FROM `account_locks`;--> statement-breakpoint
DROP TABLE `account_locks`;--> statement-breakpoint
ALTER TABLE `__new_account_locks` RENAME TO `account_locks`;--> statement-breakpoint
PRAGMA foreign_keys=ON;