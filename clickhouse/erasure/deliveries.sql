-- Takes bodies and attributes out of deliveries. Rewrites the parts that hold them, so that they are gone from the disk
-- when ClickHouse removes the parts before: see ReplacedParts.
ALTER TABLE deliveries_store
UPDATE body = '', attributes = CAST(map(), 'Map(LowCardinality(String), String)'), is_erased = true
WHERE NOT is_erased
  AND (segment_id, sequence) IN arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})
