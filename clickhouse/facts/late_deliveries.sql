-- Notes what a run sorted in that came too late to be counted: see final_threads, and retention. Running it again
-- changes nothing.
INSERT INTO late_deliveries (account, segment_id, sequence)
SELECT DISTINCT account, segment_id, sequence
FROM
(
    SELECT account, thread, segment_id, sequence, occurred_at, received_at, event_type
    FROM thread_events
    WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
      AND sorted_in = {version: UInt64}
) AS came
LEFT JOIN
(
    SELECT account, thread, until
    FROM final_threads FINAL
    WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
) AS finals USING (account, thread)
LEFT JOIN
(
    SELECT account, max(retention.since) AS since FROM retention WHERE kind = 'facts' GROUP BY account
) AS kept USING (account)
WHERE if(
    {dates_state_by_receipt: Bool} AND startsWith(event_type, 'user.') AND event_type != 'user.created',
    received_at,
    occurred_at) < greatest(until, since)
