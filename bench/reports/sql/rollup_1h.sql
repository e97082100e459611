-- Sums of the samples by hour, operator and copilot.
INSERT INTO rollup_1h (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, toStartOfHour(samples.bucket, 'UTC') AS hour, operator, copilot, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, hour, operator, copilot
