-- Notes which chats the messages of a range of deliveries are of, where the range says so. Also of messages that name
-- their chat always: a rating may tell of one by its id alone.
INSERT INTO message_chats
SELECT DISTINCT account, message_id, chat_id
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
  AND chat_id != '' AND message_id != ''
