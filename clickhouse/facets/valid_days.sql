-- The days that are summed up by a facet, as Unix time of their first second, with the version of their sums.
SELECT toUnixTimestamp(toDateTime(day, 'UTC')) AS start, version
FROM facet_days FINAL
WHERE is_valid AND has(facets, {facet: String})
ORDER BY start
