-- The rules behind settings with which numbers were computed as a whole.
SELECT rules
FROM used_settings
WHERE is_whole AND settings = {settings: String}
ORDER BY noted_at DESC
LIMIT 1
