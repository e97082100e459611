-- Notes single deliveries that are to be erased.
INSERT INTO erased_deliveries (account, thread, segment_id, sequence, requested_at)
SELECT delivery.1, delivery.2, delivery.3, delivery.4, now64(3)
FROM
(
    SELECT arrayJoin(arrayZip(
        {accounts: Array(String)}, {threads: Array(String)},
        {segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})) AS delivery
)
