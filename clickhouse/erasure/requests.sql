-- How much is to be erased or was, chats and single deliveries, and how much of it since a time.
SELECT count() AS requests, countIf(requested_at >= {since: DateTime64(3)}) AS recent
FROM
(
    SELECT requested_at FROM erasures
    UNION ALL
    SELECT requested_at FROM erased_deliveries
)
