-- How many deliveries are stored and wait for their facts.
SELECT sum(deliveries) AS deliveries
FROM
(
    SELECT deliveries
    FROM ingested_ranges
    GROUP BY segment_id, first_sequence, last_sequence, deliveries, ingested_by
    HAVING sum(pending) > 0
)
