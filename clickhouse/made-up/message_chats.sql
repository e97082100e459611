-- Deletes of which chats messages are that were made up. Of real ones with their ids it is noted again.
ALTER TABLE message_chats
DELETE WHERE (account, message_id) IN (
    SELECT account, message_id FROM deliveries_store WHERE position(body, {mark: String}) > 0)
