-- With which settings numbers were computed, in order.
SELECT settings, is_whole FROM used_settings ORDER BY noted_at
