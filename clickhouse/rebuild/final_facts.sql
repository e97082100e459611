-- Takes the final facts of the present tables into a new generation: nothing can compute them again.
INSERT INTO {facts: Identifier} (
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    is_deleted)
SELECT
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    0
FROM facts FINAL
INNER JOIN (SELECT account, thread, until FROM final_threads FINAL) AS finals USING (account, thread)
WHERE at < until
