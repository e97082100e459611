-- Takes the attributes out of samples of chats that a newer version replaces or deletes: they stay on the disk until merged.
ALTER TABLE samples
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE notEmpty(attributes)
  AND (account, bucket, subject) IN (
      SELECT account, bucket, subject
      FROM subject_buckets
      WHERE (account, subject) IN arrayZip({accounts: Array(String)}, {subjects: Array(String)}))
  AND (account, bucket, subject, kind, ref, version) NOT IN (
      SELECT account, bucket, subject, kind, ref, version
      FROM samples FINAL
      WHERE (account, bucket, subject) IN (
          SELECT account, bucket, subject
          FROM subject_buckets
          WHERE (account, subject) IN arrayZip({accounts: Array(String)}, {subjects: Array(String)})))
