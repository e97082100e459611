-- With which settings the numbers there are were computed, in order.
SELECT settings, is_whole, toUnixTimestamp64Milli(toDateTime64(noted_at, 3, 'UTC')) AS noted_ms
FROM used_settings
WHERE generation IN (
    SELECT max(toUInt64OrZero(extract(comment, '^Generation ([0-9]+)$')))
    FROM system.tables
    WHERE database = currentDatabase() AND name IN ('facts', 'rollups', 'episodes_store'))
ORDER BY noted_at
