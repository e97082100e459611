-- Sums of the samples by quarter of an hour, which tell the service where they are.
INSERT INTO total_15m (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, samples.bucket, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, samples.bucket
