-- Sums of the samples by day, operator and copilot.
INSERT INTO rollup_1d (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, toStartOfDay(samples.bucket, 'UTC') AS day, operator, copilot, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, day, operator, copilot
