-- The latest rebuild that somebody is at: has said so within the last seconds.
SELECT generation, chats, of, started_at
FROM (SELECT * FROM rebuilds FINAL)
WHERE NOT is_over AND noted_at > now64(3) - INTERVAL 15 SECOND
ORDER BY generation DESC
LIMIT 1
