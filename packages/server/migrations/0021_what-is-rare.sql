DROP INDEX `flows_account`;--> statement-breakpoint
DROP INDEX `flows_open`;--> statement-breakpoint
CREATE INDEX `flows_browser` ON `flows` (`browser`,`started_at`,`id`) WHERE browser IS NOT NULL;--> statement-breakpoint
CREATE INDEX `flows_unfinished` ON `flows` (`started_at`,`id`) WHERE (ended_at IS NULL OR because = 'expired');