-- Deletes noted single contacts, with the rows that newer ones replaced.
ALTER TABLE episodes_store
DELETE WHERE account = {account: String}
  AND (thread, number) IN (SELECT thread, number FROM old_episodes WHERE version = {version: UInt64})
