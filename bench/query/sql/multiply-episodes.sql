-- Their episodes.
INSERT INTO episodes_store
WITH leftPad(toString(arrayJoin(range(1, {times: UInt64}))), 4, '0') AS suffix
SELECT * REPLACE (concat(episodes_store.thread, suffix) AS thread)
FROM episodes_store FINAL
