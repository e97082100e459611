-- The shortest and the longest of the durations in a row: the middle of a bin may lie outside of them. Of rows that were
-- written before, the ends of their bins, which bound nothing.
ALTER TABLE rollups
    ADD COLUMN IF NOT EXISTS value_min Int64
        DEFAULT if(empty(bins) OR arrayMin(mapKeys(bins)) = 0, 0, toInt64(floor(pow(1.02, arrayMin(mapKeys(bins)) - 2))))
        COMMENT 'Of durations: the shortest, in milliseconds' CODEC(T64, ZSTD(1)) AFTER value_sum,
    ADD COLUMN IF NOT EXISTS value_max Int64
        DEFAULT if(empty(bins) OR arrayMax(mapKeys(bins)) = 0, 0, toInt64(ceil(pow(1.02, arrayMax(mapKeys(bins)) - 1))))
        COMMENT 'Of durations: the longest, in milliseconds' CODEC(T64, ZSTD(1)) AFTER value_min;
