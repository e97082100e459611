-- How many deliveries are stored and wait for their facts.
SELECT sum(deliveries) AS deliveries
FROM
(
    SELECT any(pending_ranges.deliveries) AS deliveries
    FROM pending_ranges
    GROUP BY listing
    HAVING sum(pending) > 0
)
