-- Notes the segments of spools that held what was removed of an account, for the receivers to clean their files of it.
INSERT INTO erased_segments (segment_id, erased_at)
SELECT DISTINCT segment_id, now64(3)
FROM deliveries_store
WHERE account = {account: String} AND is_erased AND segment_id < 9223372036854775808
  AND received_at >= {from: DateTime64(3)} AND received_at < {before: DateTime64(3)}
