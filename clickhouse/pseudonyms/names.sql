-- Calls an operator by the pseudonym, in place of every name that came with a message.
ALTER TABLE operators_store
UPDATE latest = CAST(
    (latest.1, latest.2, latest.3, {pseudonym: String}),
    'Tuple(written_at DateTime64(3, \'UTC\'), message_number UInt64, message_id String, name String)')
WHERE account = {account: String} AND operator = {operator: String} AND latest.4 != {pseudonym: String}
