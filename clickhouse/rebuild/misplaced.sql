-- Tables that were not exchanged when the others were: of an earlier generation than another one.
SELECT name, toUInt64OrZero(extract(comment, '^Generation ([0-9]+)$')) AS own, latest
FROM system.tables
CROSS JOIN
(
    SELECT max(toUInt64OrZero(extract(comment, '^Generation ([0-9]+)$'))) AS latest
    FROM system.tables
    WHERE database = currentDatabase() AND name IN ('facts', 'rollups', 'episodes_store')
) AS newest
WHERE database = currentDatabase() AND name IN ('facts', 'rollups', 'episodes_store') AND own < latest
