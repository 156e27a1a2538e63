CREATE TABLE `hash_forms` (
	`realm` text NOT NULL,
	`form` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`realm`, `form`)
);
--> statement-breakpoint
DROP INDEX `sign_in_failures_updated`;--> statement-breakpoint
ALTER TABLE `sign_in_failures` ADD `forgotten_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_failures_forgotten` ON `sign_in_failures` (`forgotten_at`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `given_hash` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `chosen_here` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- From here on written by hand.
UPDATE sign_in_failures SET forgotten_at = updated_at + 86400000;--> statement-breakpoint

-- What was made here may come from a hash that nobody remembers: the next one that the site gives is only remembered.
UPDATE accounts SET given_hash = '', chosen_here = password_changed_at > created_at WHERE password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%';--> statement-breakpoint

UPDATE accounts SET chosen_here = true WHERE password_hash IS NULL AND password_changed_at IS NOT NULL;--> statement-breakpoint

-- The form of a hash: all before its salt, and the length of its digest, on which the time of a check depends. bcrypt has salt and digest in one piece.
INSERT INTO hash_forms (realm, form, count) SELECT realm, CASE WHEN password_hash LIKE '$2%' THEN substr(password_hash, 1, 7) ELSE rtrim(rtrim(rtrim(password_hash, replace(password_hash, '$', '')), '$'), replace(password_hash, '$', '')) || (length(rtrim(password_hash, '=')) - length(rtrim(password_hash, replace(password_hash, '$', '')))) END, count(*) FROM accounts WHERE password_hash IS NOT NULL GROUP BY 1, 2;--> statement-breakpoint

CREATE TRIGGER hash_forms_insert AFTER INSERT ON accounts BEGIN INSERT INTO hash_forms (realm, form, count) SELECT NEW.realm, CASE WHEN NEW.password_hash LIKE '$2%' THEN substr(NEW.password_hash, 1, 7) ELSE rtrim(rtrim(rtrim(NEW.password_hash, replace(NEW.password_hash, '$', '')), '$'), replace(NEW.password_hash, '$', '')) || (length(rtrim(NEW.password_hash, '=')) - length(rtrim(NEW.password_hash, replace(NEW.password_hash, '$', '')))) END, 1 WHERE NEW.password_hash IS NOT NULL ON CONFLICT DO UPDATE SET count = count + 1; END;--> statement-breakpoint

CREATE TRIGGER hash_forms_delete AFTER DELETE ON accounts BEGIN UPDATE hash_forms SET count = count - 1 WHERE realm = OLD.realm AND form = CASE WHEN OLD.password_hash LIKE '$2%' THEN substr(OLD.password_hash, 1, 7) ELSE rtrim(rtrim(rtrim(OLD.password_hash, replace(OLD.password_hash, '$', '')), '$'), replace(OLD.password_hash, '$', '')) || (length(rtrim(OLD.password_hash, '=')) - length(rtrim(OLD.password_hash, replace(OLD.password_hash, '$', '')))) END; END;--> statement-breakpoint

CREATE TRIGGER hash_forms_update AFTER UPDATE OF password_hash ON accounts WHEN OLD.password_hash IS NOT NEW.password_hash BEGIN UPDATE hash_forms SET count = count - 1 WHERE realm = OLD.realm AND form = CASE WHEN OLD.password_hash LIKE '$2%' THEN substr(OLD.password_hash, 1, 7) ELSE rtrim(rtrim(rtrim(OLD.password_hash, replace(OLD.password_hash, '$', '')), '$'), replace(OLD.password_hash, '$', '')) || (length(rtrim(OLD.password_hash, '=')) - length(rtrim(OLD.password_hash, replace(OLD.password_hash, '$', '')))) END; INSERT INTO hash_forms (realm, form, count) SELECT NEW.realm, CASE WHEN NEW.password_hash LIKE '$2%' THEN substr(NEW.password_hash, 1, 7) ELSE rtrim(rtrim(rtrim(NEW.password_hash, replace(NEW.password_hash, '$', '')), '$'), replace(NEW.password_hash, '$', '')) || (length(rtrim(NEW.password_hash, '=')) - length(rtrim(NEW.password_hash, replace(NEW.password_hash, '$', '')))) END, 1 WHERE NEW.password_hash IS NOT NULL ON CONFLICT DO UPDATE SET count = count + 1; END;
