-- Segments of spools of which deliveries were erased since a time.
SELECT segment_id, max(erased_segments.erased_at) AS erased_at
FROM erased_segments
WHERE erased_segments.erased_at >= {since: DateTime64(3)}
GROUP BY segment_id
