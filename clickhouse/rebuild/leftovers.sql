-- Tables of generations that are not in their place, and at which nobody is: what switches and rebuilds left behind.
SELECT name
FROM system.tables
WHERE database = currentDatabase() AND match(name, '^(facts|rollups|episodes_store)_[0-9]+$')
  AND toUInt64OrZero(extract(name, '_([0-9]+)$')) NOT IN (
      SELECT generation
      FROM (SELECT * FROM rebuilds FINAL)
      WHERE NOT is_over AND noted_at > now64(3) - INTERVAL 15 SECOND)
