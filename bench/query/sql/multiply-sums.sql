-- What facts and their copies sum up to. Of two rows of one version, the one that was inserted last is valid.
INSERT INTO {table: Identifier}
SELECT * REPLACE (
    sums.facts * {times: UInt64} AS facts,
    sums.value_sum * {times: UInt64} AS value_sum,
    sums.value_squares * {times: UInt64} AS value_squares,
    mapApply((bin, count) -> (bin, toUInt32(count * {times: UInt64})), sums.bins) AS bins,
    sums.worked_sum * {times: UInt64} AS worked_sum,
    sums.worked_squares * {times: UInt64} AS worked_squares,
    mapApply((bin, count) -> (bin, toUInt32(count * {times: UInt64})), sums.worked_bins) AS worked_bins
)
FROM {table: Identifier} AS sums FINAL
