-- They are gone.
ALTER TABLE old_episodes DROP PARTITION {version: UInt64}
