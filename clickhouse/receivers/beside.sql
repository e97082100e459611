-- Another process that runs under the identity of a receiver and was started before this one: it has reported since
-- this one began, and after some seconds in which the last statement of one that ended may have been on its way.
SELECT host, data_dir
FROM receiver_states FINAL
WHERE receiver = {receiver: UUID} AND start != {start: UUID} AND NOT is_stopped
  AND (started_at, start) < ({started_at: DateTime64(3)}, {start: UUID})
  AND reported_at > {started_at: DateTime64(3)} + INTERVAL 5 SECOND
ORDER BY reported_at DESC
LIMIT 1
