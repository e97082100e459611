-- Notes which chats the messages of some ranges of deliveries are of, where these say so. Also of messages that name
-- their chat always: a rating may tell of one by its id alone.
INSERT INTO message_chats
SELECT DISTINCT account, message_id, chat_id
FROM deliveries_store
WHERE /* include facts/definitions/in_ranges */
  AND chat_id != '' AND message_id != ''
