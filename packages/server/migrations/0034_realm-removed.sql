ALTER TABLE `wrong_guesses` ADD `realm` text;--> statement-breakpoint
ALTER TABLE `act_reasons` ADD `realm` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `realm` text;--> statement-breakpoint
ALTER TABLE `realms` ADD `removed_at` integer;--> statement-breakpoint
UPDATE `outbox` SET `realm` = coalesce(
	(SELECT `realm` FROM `flows` WHERE `id` = `outbox`.`flow`),
	(SELECT `realm` FROM `endpoints` WHERE `id` = `outbox`.`endpoint`),
	(SELECT `realm` FROM `audit_events` WHERE `account` = `outbox`.`account` AND `realm` IS NOT NULL LIMIT 1)
);
--> statement-breakpoint
UPDATE `act_reasons` SET `realm` = coalesce(
	(SELECT `realm` FROM `flows` WHERE `id` = `act_reasons`.`flow`),
	(SELECT `realm` FROM `audit_events` WHERE `account` = `act_reasons`.`account` AND `realm` IS NOT NULL LIMIT 1)
);
