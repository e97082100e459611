-- The chats in which some words were written in a range, each with the times of the messages that hold them, whatever
-- the case. What was erased, or is older than texts are kept, is not found. A message is received within five minutes
-- before its time at the earliest, and at any time later if it was read from SignalZen's API.
WITH
    written AS
    (
        SELECT account, thread, message_id, toUnixTimestamp64Milli(occurred_at) AS time
        FROM deliveries_store
        WHERE event_type = 'message.created' AND NOT is_erased
          AND received_at >= {from: DateTime64(3)} - INTERVAL 5 MINUTE
          AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
          AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
          -- A resource of a message stands at one of these places: see src/platform/events/resources.ts.
          AND arrayExists(
              text -> positionCaseInsensitiveUTF8(text, {words: String}) > 0,
              [
                  JSONExtractString(body, 'data', 'body'),
                  JSONExtractString(body, 'data', 'message', 'body'),
                  JSONExtractString(body, 'message', 'body')
              ])
    ),
    -- Operators' messages say by their ids alone of which chat they are.
    linked AS
    (
        SELECT account, message_id, min(chat_id) AS chat_id
        FROM message_chats
        WHERE (account, message_id) IN (SELECT account, message_id FROM written WHERE NOT startsWith(thread, 'chat/'))
        GROUP BY account, message_id
    )
SELECT
    written.account AS account,
    if(startsWith(written.thread, 'chat/'), written.thread, concat('chat/', linked.chat_id)) AS thread,
    groupUniqArray(written.time) AS times
FROM written
LEFT JOIN linked ON linked.account = written.account AND linked.message_id = written.message_id
WHERE startsWith(written.thread, 'chat/') OR linked.chat_id != ''
GROUP BY account, thread
LIMIT {limit: UInt32}
