-- How far what is erased is gone from the files of each receiver.
WITH
    greatest(
        (SELECT max(requested_at) FROM erasures), (SELECT max(requested_at) FROM erased_deliveries)
    ) AS last_requested_at,
    (SELECT max(erased_at) FROM erased_segments) AS last_erased_at
SELECT
    toString(receiver) AS id,
    host,
    data_dir,
    reported_at,
    left_over,
    (cleaned_for >= greatest(last_requested_at, last_erased_at))::Bool AS is_clean,
    (reported_at > now() - INTERVAL 30 MINUTE)::Bool AS is_running
FROM receivers FINAL
ORDER BY host, data_dir
