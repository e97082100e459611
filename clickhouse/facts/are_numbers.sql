-- Whether anything was ever computed.
SELECT count() > 0 AS are_any FROM (SELECT 1 FROM facts LIMIT 1)
