-- How many deliveries of webhooks were received since `from`, and how many of them repeat an event that had been
-- delivered before, in that time or at any time earlier. Events are compared by a hash of 64 bits, several times as
-- fast. Earlier deliveries are looked for among the facts, which hold them unless the roll-ups are that far behind.
WITH recent AS
(
    SELECT thread, cityHash64(account, thread, event_id) AS event, segment_id, sequence
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)} AND source = 'webhook'
)
SELECT
    (SELECT uniqExact(segment_id, sequence) FROM recent) AS deliveries,
    deliveries - (SELECT uniqExact(event) FROM recent) + (
        SELECT uniqExact(cityHash64(account, thread, event_id))
        FROM thread_events
        WHERE received_at < {from: DateTime64(3)} AND source = 'webhook'
          AND thread IN (SELECT thread FROM recent)
          AND cityHash64(account, thread, event_id) IN (SELECT event FROM recent)
    ) AS duplicates
