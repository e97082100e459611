-- A run is done: what it noted is no longer needed.
ALTER TABLE run_targets DROP PARTITION {version: UInt64}
