-- The changes of one run are applied and no longer needed.
ALTER TABLE sample_changes DROP PARTITION {version: UInt64}
