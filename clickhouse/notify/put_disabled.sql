-- Notes that notifications are not sent somewhere any more, or are again.
INSERT INTO disabled_channels (channel, receiver, leads_to, is_disabled, since, reason, version)
SELECT
    {channel: String}, {receiver: String}, {leads_to: String}, {is_disabled: Bool}, now64(3), {reason: String},
    toUnixTimestamp64Micro(now64(6))
