-- How many sums by facet are not valid.
SELECT count() AS sums
FROM facet_sums
WHERE (day, version) NOT IN (SELECT day, version FROM facet_days FINAL WHERE is_valid)
