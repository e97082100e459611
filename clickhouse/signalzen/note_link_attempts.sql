-- Notes that the chats of some messages were looked for without success, and when they are looked for again.
INSERT INTO link_attempts (account, message_id, attempts, attempted_at, next_at)
SELECT
    {account: String}, tried.1, tried.2, now64(3),
    now64(3) + toIntervalSecond(tried.3)
FROM
(
    SELECT arrayJoin(arrayZip(
        {message_ids: Array(String)}, {attempts: Array(UInt16)}, {wait_seconds: Array(UInt32)})) AS tried
)
