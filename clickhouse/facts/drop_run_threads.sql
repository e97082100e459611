-- A run is done: what it noted is no longer needed.
ALTER TABLE run_threads DROP PARTITION {version: UInt64}
