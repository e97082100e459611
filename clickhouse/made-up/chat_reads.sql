-- Deletes what is noted of readings of chats that were made up. Real ones with their ids are read again.
ALTER TABLE chat_reads
DELETE WHERE (account, chat_id) IN (
    SELECT account, chat_id FROM deliveries_store WHERE position(body, {mark: String}) > 0)
