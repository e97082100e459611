-- The values of an attribute that most episodes have.
SELECT attributes[{name: String}] AS value, value AS label
FROM episodes_store FINAL
WHERE mapContains(attributes, {name: String})
GROUP BY value
ORDER BY count() DESC, value
LIMIT {limit: UInt32}
