-- The facts of these copies, of one month.
INSERT INTO facts
WITH leftPad(toString(arrayJoin(range(1, {times: UInt64}))), 4, '0') AS suffix
SELECT * REPLACE (concat(facts.thread, suffix) AS thread)
FROM facts FINAL
WHERE toYYYYMM(bucket) = {month: UInt32}
