-- Takes the attributes out of episodes of chats that a newer version replaces or deletes: they stay on the disk until merged.
ALTER TABLE episodes_store
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE notEmpty(attributes)
  AND (account, subject) IN arrayZip({accounts: Array(String)}, {subjects: Array(String)})
  AND (account, subject, number, version) NOT IN (
      SELECT account, subject, number, version
      FROM episodes_store FINAL
      WHERE (account, subject) IN arrayZip({accounts: Array(String)}, {subjects: Array(String)}))
