-- Takes ranges off the list: their facts and roll-ups are written.
INSERT INTO ingested_ranges (segment_id, first_sequence, last_sequence, deliveries, ingested_by, pending)
SELECT range.1, range.2, range.3, range.4, range.5, -range.6
FROM (SELECT arrayJoin({ranges: Array(Tuple(UInt64, UInt64, UInt64, UInt32, UInt64, Int64))}) AS range)
