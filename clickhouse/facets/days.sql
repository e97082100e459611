-- Notes that days are summed up by some facets each, under a version each.
INSERT INTO facet_days (day, facets, version, is_valid, noted_at)
SELECT one.1, one.2, one.3, true, now()
FROM
(
    SELECT arrayJoin(arrayZip(
        {days: Array(Date)}, {facets: Array(Array(String))}, {versions: Array(UInt64)})) AS one
)
