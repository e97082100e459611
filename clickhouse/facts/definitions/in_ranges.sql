-- Whether a delivery is in one of some ranges, at most one of a segment.
segment_id IN {segments: Array(UInt64)}
          AND sequence BETWEEN {least_sequence: UInt64} AND {greatest_sequence: UInt64}
          AND sequence BETWEEN {first_sequences: Array(UInt64)}[indexOf({segments: Array(UInt64)}, segment_id)]
            AND {last_sequences: Array(UInt64)}[indexOf({segments: Array(UInt64)}, segment_id)]
