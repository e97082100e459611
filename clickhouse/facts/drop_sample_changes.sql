-- A run is done: what it noted is no longer needed.
ALTER TABLE sample_changes DROP PARTITION {version: UInt64}
