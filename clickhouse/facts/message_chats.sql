-- Notes which chats the messages of a range of deliveries are of, where the range says so. Webhooks of visitors' messages
-- are left out: they name the chat themselves.
INSERT INTO message_chats
SELECT DISTINCT account, message_id, chat_id
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
  AND chat_id != '' AND message_id != '' AND (sender_type != 'user' OR source = 'api')
