-- What was announced, and from when on what is kept; 1970 where nothing went yet.
SELECT account, kind, days, min(announced_at) AS announced_at, max(retention.since) AS since
FROM retention
GROUP BY account, kind, days
ORDER BY account, kind, days
