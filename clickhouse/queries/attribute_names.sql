-- Names of attributes that any episode has.
SELECT DISTINCT arrayJoin(mapKeys(attributes)) AS value, value AS label
FROM episodes_store FINAL
ORDER BY value
