-- What was computed of it is noted: what one run made on the way is no longer needed.
ALTER TABLE run_cut_events DROP PARTITION {version: UInt64}
