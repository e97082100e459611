-- What differs between the samples that a run computed and those there are.
INSERT INTO sample_changes (
    account, bucket, subject, kind, ref, at, value, operator, copilot, page, attributes, version, is_deleted)
WITH
    computed AS
    (
        SELECT
            account, toStartOfFifteenMinutes(at) AS bucket, subject, kind, ref,
            (at, value, operator, copilot, page, attributes) AS said
        FROM run_samples
        WHERE version = {version: UInt64}
    ),

    known AS
    (
        SELECT account, bucket, subject, kind, ref, (at, value, operator, copilot, page, attributes) AS said
        FROM samples FINAL
        WHERE (account, bucket, subject) IN (
            SELECT account, bucket, subject
            FROM subject_buckets
            WHERE (account, subject) IN (SELECT account, subject FROM run_subjects WHERE version = {version: UInt64}))
    )

SELECT
    account, bucket, subject, kind, ref,
    valid.1 AS at, valid.2 AS value, valid.3 AS operator, valid.4 AS copilot, valid.5 AS page, valid.6 AS attributes,
    {version: UInt64} AS version,
    toUInt8(news = 0) AS is_deleted
FROM
(
    SELECT
        account, bucket, subject, kind, ref,
        countIf(is_computed) AS news,
        countIf(NOT is_computed) AS olds,
        if(news > 0, anyIf(said, is_computed), any(said)) AS valid,
        uniqExact(toString(said)) AS values
    FROM
    (
        SELECT account, bucket, subject, kind, ref, said, true AS is_computed FROM computed
        UNION ALL
        SELECT account, bucket, subject, kind, ref, said, false AS is_computed FROM known
    )
    GROUP BY account, bucket, subject, kind, ref
    HAVING news = 0 OR olds = 0 OR values > 1
)
