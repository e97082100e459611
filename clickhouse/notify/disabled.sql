-- Where notifications are not sent any more.
SELECT channel, receiver, leads_to, toUnixTimestamp64Milli(since) AS since_ms, reason
FROM disabled_channels FINAL
WHERE is_disabled
