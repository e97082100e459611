-- The roll-ups of these are computed.
ALTER TABLE dirty_buckets DROP PARTITION {version: UInt64}
