-- Notes that the sums by facet of all days that begin before a time are not valid any more.
INSERT INTO facet_days (day, facets, version, is_valid, noted_at)
SELECT day, [], {version: UInt64}, false, now()
FROM (SELECT day FROM facet_days FINAL WHERE is_valid AND day <= toDate({before: DateTime64(3, 'UTC')}))
