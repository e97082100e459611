-- Takes the attributes out of episodes of chats that a newer version replaces or deletes: they stay on the disk until
-- merged.
ALTER TABLE {episodes_store: Identifier}
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE notEmpty(attributes)
  AND (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})
  AND (account, thread, number, version) NOT IN (
      SELECT account, thread, number, version
      FROM {episodes_store: Identifier} FINAL
      WHERE (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)}))
