-- In how many milliseconds the first of all that wait is due, or a sender may be taken for gone; null: nothing waits.
SELECT
    minOrNull(toUnixTimestamp64Milli(due_at) + if(state = 'claimed', {lapse_ms: Int64}, 0))
        - toUnixTimestamp64Milli(now64(3)) AS in_ms
FROM notifications FINAL
WHERE state IN ('due', 'claimed') AND NOT has({held_back: Array(String)}, id)
