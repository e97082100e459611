-- Deletes sums by facet that are not valid.
ALTER TABLE facet_sums
DELETE WHERE (day, version) NOT IN (SELECT day, version FROM facet_days FINAL WHERE is_valid)
