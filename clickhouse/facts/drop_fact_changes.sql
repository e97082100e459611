-- A run is done: what it noted is no longer needed.
ALTER TABLE fact_changes DROP PARTITION {version: UInt64}
