-- Applies the changes of a run or several, as of a version.
INSERT INTO {facts: Identifier} (
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    is_deleted)
SELECT
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes,
    {version: UInt64}, is_deleted
FROM fact_changes
WHERE version IN {runs: Array(UInt64)}
