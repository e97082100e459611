-- How current and how complete the numbers are.
SELECT
    (
        SELECT received_at
        FROM deliveries_store
        -- Of webhooks: what is read from the API has higher segments.
        WHERE segment_id < 9223372036854775808
        ORDER BY segment_id DESC, sequence DESC
        LIMIT 1
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
