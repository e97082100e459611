-- When each account last brought anything.
SELECT account, toUnixTimestamp64Milli(max(last_received_at)) AS last_ms
FROM received_blocks
GROUP BY account
