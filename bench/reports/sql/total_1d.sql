-- Sums of the samples by day, which tell the service where they are.
INSERT INTO total_1d (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, toStartOfDay(samples.bucket, 'UTC') AS day, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, day
