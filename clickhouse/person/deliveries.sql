-- All that was received of one chat, in the order of receipt: what its events were sorted in from, and what is not
-- sorted in yet.
SELECT
    concat(lower(leftPad(hex(segment_id), 16, '0')), '-', toString(sequence)) AS delivery_id,
    source,
    * EXCEPT (segment_id, sequence, account, may_be_last_word)
FROM deliveries_store FINAL
WHERE (segment_id, sequence) IN (
    SELECT segment_id, sequence
    FROM thread_events
    WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String})
    UNION DISTINCT
    SELECT segment_id, sequence
    FROM deliveries_store
    WHERE account = {account: String} AND chat_id = {chat_id: String})
ORDER BY received_at, sequence, segment_id
