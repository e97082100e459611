-- Sums up days by facets, each day under a version of its own. Without facts of a time of which none are kept: these
-- may not be deleted yet.
INSERT INTO facet_sums (
    facet, account, kind, item, day, facts, value_sum, value_squares, value_min, value_max, bins,
    worked_sum, worked_squares, worked_min, worked_max, worked_bins, version)
WITH
    chosen AS
    (
        SELECT one.1 AS chosen_day, one.2 AS facet, one.3 AS sum_version
        FROM
        (
            SELECT arrayJoin(arrayZip(
                {sum_days: Array(Date)}, {sum_facets: Array(String)}, {sum_versions: Array(UInt64)})) AS one
        )
    ),
    kept_since AS
    (
        SELECT account, max(retention.since) AS since FROM retention WHERE kind = 'facts' GROUP BY account
    )
SELECT
    facet, account, kind, item, day,
    count() AS facts,
    sum(milliseconds) AS value_sum,
    sum(squared) AS value_squares,
    min(milliseconds) AS value_min,
    max(milliseconds) AS value_max,
    accurateCast(sumMap(bin_map), 'Map(UInt16, UInt32)') AS bins,
    sum(worked_milliseconds) AS worked_sum,
    sum(worked_squared) AS worked_squares,
    min(worked_milliseconds) AS worked_min,
    max(worked_milliseconds) AS worked_max,
    if(
        max(worked_milliseconds != milliseconds),
        accurateCast(sumMap(worked_bin_map), 'Map(UInt16, UInt32)'),
        map()) AS worked_bins,
    sum_version AS version
FROM
(
    SELECT
        facet,
        sum_version,
        counted.account AS account,
        kind,
        day,
        if(facet = 'page', page, attributes[substring(facet, 11)]) AS item,
        milliseconds,
        worked_milliseconds,
        kind IN ('first_response', 'first_answer', 'reply', 'total_wait', 'closure') AS is_duration,
        if(is_duration, toUInt128(abs(milliseconds)) * toUInt128(abs(milliseconds)), 0) AS squared,
        if(is_duration, toUInt128(abs(worked_milliseconds)) * toUInt128(abs(worked_milliseconds)), 0)
            AS worked_squared,
        if(is_duration, map(bin, toUInt32(1)), CAST(map(), 'Map(UInt16, UInt32)')) AS bin_map,
        if(is_duration, map(worked_bin, toUInt32(1)), CAST(map(), 'Map(UInt16, UInt32)')) AS worked_bin_map
    FROM
    (
        SELECT
            account, kind, toDate(bucket) AS day, at, page, attributes, value AS milliseconds,
            worked AS worked_milliseconds, bin, worked_bin
        FROM facts FINAL
        WHERE bucket >= {from: DateTime('UTC')} AND bucket < {to: DateTime('UTC')} AND day IN {sum_days: Array(Date)}
    ) AS counted
    INNER JOIN chosen ON chosen_day = day
    LEFT JOIN kept_since ON kept_since.account = counted.account
    WHERE at >= since OR kind = 'episode_open'
)
GROUP BY facet, account, kind, item, day, version
