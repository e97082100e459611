-- Counts what came by webhook in the blocks of deliveries that some ranges lie in, all of each. Running it again
-- changes nothing; of two results the later one saw more, and wins.
INSERT INTO received_blocks (
    segment_id, block, hour, account, event_type, is_understood, deliveries, last_received_at, version)
SELECT
    segment_id, intDiv(sequence, 65536) AS block, toStartOfHour(received_at) AS hour, account, event_type,
    parse_error = '' AS is_understood,
    count(), max(received_at), toUnixTimestamp64Micro(now64(6))
FROM
(
    SELECT segment_id, sequence, received_at, account, event_type, parse_error
    FROM deliveries_store
    WHERE segment_id IN {segments: Array(UInt64)} AND segment_id < 9223372036854775808
      AND intDiv(sequence, 65536)
        BETWEEN intDiv({first_sequences: Array(UInt64)}[indexOf({segments: Array(UInt64)}, segment_id)], 65536)
        AND intDiv({last_sequences: Array(UInt64)}[indexOf({segments: Array(UInt64)}, segment_id)], 65536)
    LIMIT 1 BY segment_id, sequence
)
GROUP BY segment_id, block, hour, account, event_type, is_understood
