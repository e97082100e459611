-- Notes that the roll-ups which hold a time are to be computed again, of all kinds of an account.
INSERT INTO dirty_buckets
SELECT DISTINCT
    {version: UInt64}, account, kind, toStartOfInterval(toDateTime({before: DateTime64(3)}, 'UTC'), INTERVAL 15 MINUTE)
FROM rollups FINAL
WHERE account = {account: String} AND bucket <= {before: DateTime64(3)}
  AND bucket + toIntervalSecond(grain) > {before: DateTime64(3)}
