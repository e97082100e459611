-- Which node is written on, and which generation of numbers is in place.
SELECT epoch, writer, generation
FROM cluster_state
ORDER BY epoch DESC
LIMIT 1
