-- Chats to which some messages may belong: those with anything in the days before such a message that were not read
-- since it came in. The one that was active last comes first.
WITH
    asked AS
    (
        SELECT toDate(fromUnixTimestamp64Milli(message.1, 'UTC')) - back AS day, max(message.2) AS came_in
        FROM
        (
            SELECT
                arrayJoin(arrayZip({at: Array(Int64)}, {received_at: Array(Int64)}, {days: Array(UInt16)})) AS message,
                arrayJoin(range(message.3 + 1)) AS back
        )
        GROUP BY day
    ),
    active AS
    (
        SELECT thread, toDate(bucket) AS day, max(at) AS at
        FROM facts
        WHERE account = {account: String}
          AND bucket >= (SELECT min(day) FROM asked) AND bucket < (SELECT max(day) + 1 FROM asked)
          AND startsWith(thread, 'chat/')
        GROUP BY thread, day
    )
SELECT substring(active.thread, 6) AS chat_id, max(active.at) AS active_at
FROM active
INNER JOIN asked ON asked.day = active.day
LEFT JOIN
(
    SELECT concat('chat/', chat_id) AS thread, read_at, is_gone
    FROM chat_reads FINAL
    WHERE account = {account: String}
) AS last_read ON last_read.thread = active.thread
WHERE NOT last_read.is_gone AND toUnixTimestamp64Milli(last_read.read_at) < asked.came_in
GROUP BY active.thread
ORDER BY active_at DESC
LIMIT {limit: UInt32}
