-- The facts of a run, without those of a time of which none are kept. Of what is open at the beginning of the time that
-- is kept, it stays when it became so: how many are open is the sum of all before, and the sum of each is 0.
kept_since AS
(
    SELECT account, max(retention.since) AS since FROM retention WHERE kind = 'facts' GROUP BY account
),
of_run AS
(
    SELECT run_facts.*, since
    FROM run_facts
    LEFT JOIN kept_since USING (account)
    WHERE version = {version: UInt64}
),
kept_facts AS
(
    SELECT *
    FROM of_run
    WHERE at >= since OR (kind = 'episode_open' AND (account, thread, splitByChar('/', ref)[1]) IN (
        SELECT account, thread, splitByChar('/', ref)[1] AS number
        FROM of_run
        WHERE kind = 'episode_open' AND at >= since
        GROUP BY account, thread, number
        HAVING sum(value) != 0))
)
