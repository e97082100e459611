-- When an erasure was last requested, when a delivery of a spool was last erased, and what a receiver last reported.
SELECT
    greatest(
        (SELECT max(requested_at) FROM erasures),
        (SELECT max(requested_at) FROM erased_deliveries),
        (SELECT max(requested_at) FROM pseudonyms)) AS requested_at,
    (SELECT max(erased_at) FROM erased_segments) AS erased_at,
    (SELECT max(cleaned_for) FROM receivers WHERE receiver = {receiver: UUID}) AS cleaned_for
