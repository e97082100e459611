-- A run is done: what it noted is no longer needed.
ALTER TABLE run_subjects DROP PARTITION {version: UInt64}
