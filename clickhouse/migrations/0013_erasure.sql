-- Chats whose visitor asked to be forgotten: see docs/erasure.md.
CREATE TABLE IF NOT EXISTS erasures
(
    account      LowCardinality(String),
    chat_id      String,
    until        DateTime64(3, 'UTC') COMMENT 'Deliveries of the chat that were received before this are erased',
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(until)
ORDER BY (account, chat_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

ALTER TABLE deliveries_store
    ADD COLUMN IF NOT EXISTS is_erased Bool COMMENT 'Body and attributes were taken away; what is counted was kept' AFTER attributes;

ALTER TABLE subject_events
    ADD COLUMN IF NOT EXISTS is_erased Bool COMMENT 'The erasure of the delivery is finished, also in what is computed from it' AFTER attributes;
