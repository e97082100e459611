-- What differs between the facts that a run computed and those there are; final ones stay as they are.
INSERT INTO fact_changes (
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    is_deleted)
WITH
/* include facts/definitions/kept_facts */,
    computed AS
    (
        SELECT
            account, toStartOfFifteenMinutes(at) AS bucket, thread, kind, ref,
            (at, value, worked, operator, copilot, outside_hours, page, attributes) AS said
        FROM kept_facts
    ),

    known AS
    (
        SELECT
            account, bucket, thread, kind, ref,
            (at, value, worked, operator, copilot, outside_hours, page, attributes) AS said
        FROM
        (
            SELECT *
            FROM {facts: Identifier} FINAL
            WHERE (account, bucket, thread) IN (
                SELECT account, bucket, thread
                FROM thread_buckets
                WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64}))
        ) AS there
        LEFT JOIN
        (
            SELECT account, thread, until
            FROM final_threads FINAL
            WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
        ) AS finals USING (account, thread)
        LEFT JOIN kept_since USING (account)
        WHERE at >= until AND (at >= since OR kind = 'episode_open')
    )

SELECT
    account, bucket, thread, kind, ref,
    valid.1 AS at, valid.2 AS value, valid.3 AS worked, valid.4 AS operator, valid.5 AS copilot,
    valid.6 AS outside_hours, valid.7 AS page, valid.8 AS attributes,
    {version: UInt64} AS version,
    toUInt8(news = 0) AS is_deleted
FROM
(
    SELECT
        account, bucket, thread, kind, ref,
        countIf(is_computed) AS news,
        countIf(NOT is_computed) AS olds,
        anyIf(said, is_computed) AS new,
        anyIf(said, NOT is_computed) AS old,
        if(news > 0, new, old) AS valid
    FROM
    (
        SELECT account, bucket, thread, kind, ref, said, true AS is_computed FROM computed
        UNION ALL
        SELECT account, bucket, thread, kind, ref, said, false AS is_computed FROM known
    )
    GROUP BY account, bucket, thread, kind, ref
    HAVING news = 0 OR olds = 0 OR new != old
)
