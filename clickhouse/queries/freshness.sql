-- How current and how complete the numbers are.
SELECT
    (SELECT if(count() = 0, NULL, max(received_at)) FROM deliveries_store) AS last_received_at,
    (
        SELECT sum(deliveries)
        FROM
        (
            SELECT deliveries
            FROM ingested_ranges
            GROUP BY segment_id, first_sequence, last_sequence, deliveries, ingested_by
            HAVING sum(pending) > 0
        )
    ) AS events_pending,
    (SELECT sum(samples) FROM total_1d FINAL WHERE kind = 'operator_message_unlinked') AS operator_messages_unlinked
