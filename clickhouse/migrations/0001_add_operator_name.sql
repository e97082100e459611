-- What operators are called is read where all else of a body is: ClickHouse reads some JSON otherwise, or not at all.
-- The names of those who have written so far are kept in `operators_store`.
ALTER TABLE deliveries_store
    ADD COLUMN IF NOT EXISTS operator_name String COMMENT 'What an operator is called who wrote the message' CODEC(ZSTD(1)) AFTER sender_id
