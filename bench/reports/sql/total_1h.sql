-- Sums of the samples by hour, which tell the service where they are.
INSERT INTO total_1h (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, toStartOfHour(samples.bucket, 'UTC') AS hour, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, hour
