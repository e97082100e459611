-- Notes that the sums by facet of days are not valid any more, of which runs change facts. Comes before these change.
INSERT INTO facet_days (day, facets, version, is_valid, noted_at)
SELECT DISTINCT toDate(bucket) AS changed, [], {version: UInt64}, false, now()
FROM fact_changes
WHERE version IN {runs: Array(UInt64)} AND changed IN (SELECT day FROM facet_days FINAL WHERE is_valid)
