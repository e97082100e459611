-- Deletes where facts of before a time stood.
ALTER TABLE thread_buckets
DELETE WHERE account = {account: String} AND bucket < {before: DateTime64(3)} AND (thread, bucket) NOT IN (
    SELECT thread, bucket FROM facts WHERE account = {account: String} AND bucket < {before: DateTime64(3)})
