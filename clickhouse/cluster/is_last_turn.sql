-- Whether a turn was claimed by nobody after it. Those of long ago are gone, and so are not the last.
SELECT countIf(number = {number: UInt64}) = 1 AND count() = 1 AS is_last
FROM compute_turns
WHERE number IN ({number: UInt64}, {number: UInt64} + 1)
