-- Sums of the facts by the lengths of roll-ups, which tell the service where they are; without bins.
INSERT INTO rollups (
    dimensions, grain, account, kind, bucket, operator, copilot, facts, value_sum, bins, version, is_deleted)
SELECT
    dimensions, grain, account, kind, toDateTime(seconds - seconds % grain, 'UTC') AS start,
    if(dimensions = 'none', '', facts.operator) AS operator,
    dimensions = 'operator_copilot' AND facts.copilot AS copilot,
    count(), sum(value), map(), 1, 0
FROM (SELECT *, toUnixTimestamp(bucket) AS seconds FROM facts) AS facts
ARRAY JOIN [900, 3600, 10800, 86400, 1382400] AS grain
ARRAY JOIN if(grain = 900, ['none', 'operator_copilot'], ['none', 'operator', 'operator_copilot']) AS dimensions
GROUP BY ALL
