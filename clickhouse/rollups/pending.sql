-- A range of deliveries that the facts do not hold yet, if there is one: asked every two seconds by a service at rest,
-- and before numbers are.
SELECT listing
FROM pending_ranges
GROUP BY listing
HAVING sum(pending) > 0
LIMIT 1
