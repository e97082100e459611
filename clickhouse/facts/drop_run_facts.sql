-- What was computed of it is noted: what one run made on the way is no longer needed.
ALTER TABLE run_facts DROP PARTITION {version: UInt64}
