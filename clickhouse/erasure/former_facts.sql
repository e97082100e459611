-- Takes the attributes out of facts of chats that a newer version replaces or deletes: they stay on the disk until
-- merged.
ALTER TABLE {facts: Identifier}
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE notEmpty(attributes)
  AND (account, bucket, thread) IN (
      SELECT account, bucket, thread
      FROM thread_buckets
      WHERE (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)}))
  AND (account, bucket, thread, kind, ref, version) NOT IN (
      SELECT account, bucket, thread, kind, ref, version
      FROM {facts: Identifier} FINAL
      WHERE (account, bucket, thread) IN (
          SELECT account, bucket, thread
          FROM thread_buckets
          WHERE (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})))
