-- How current and how complete the numbers are.
SELECT
    greatest(
        (
            SELECT received_at
            FROM deliveries_store
            -- Of webhooks: what is read from the API has higher segments.
            WHERE segment_id < 9223372036854775808
            ORDER BY segment_id DESC, sequence DESC
            LIMIT 1
        ),
        -- Of several receivers the latest segment need not be the one of the latest delivery. No segment of a spool is
        -- written to for longer than some hours; its id begins with the time at which it was made.
        (
            SELECT maxOrNull(last_received_at)
            FROM received_blocks
            WHERE segment_id > bitShiftLeft(toUInt64(toUnixTimestamp64Milli(now64(3) - INTERVAL 1 DAY)), 20)
        )
    ) AS last_received_at,
    (
        SELECT sum(deliveries)
        FROM
        (
            SELECT any(pending_ranges.deliveries) AS deliveries
            FROM pending_ranges
            GROUP BY listing
            HAVING sum(pending) > 0
        )
    ) AS events_pending,
    (
        SELECT sum(facts)
        FROM rollups FINAL
        WHERE dimensions = 'none' AND grain = 86400 AND kind = 'operator_message_unlinked'
    ) AS operator_messages_unlinked
