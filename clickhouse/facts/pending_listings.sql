-- The listings of ranges of deliveries that the facts may not hold yet: all, or those of these that are left.
SELECT toString(listing) AS id
FROM pending_ranges
WHERE empty({of: Array(UUID)}) OR listing IN {of: Array(UUID)}
GROUP BY listing
HAVING sum(pending) > 0
LIMIT {limit: UInt32}
