-- Sums of the samples by quarter of an hour, operator and copilot.
INSERT INTO rollup_15m (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SELECT account, kind, samples.bucket, operator, copilot, count(), sum(value), map(), 1, 0
FROM samples
GROUP BY account, kind, samples.bucket, operator, copilot
