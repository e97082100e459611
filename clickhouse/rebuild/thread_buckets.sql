-- Notes where the facts of a run stand.
INSERT INTO thread_buckets
WITH
/* include facts/definitions/kept_facts */
SELECT DISTINCT account, thread, toStartOfFifteenMinutes(at)
FROM kept_facts
