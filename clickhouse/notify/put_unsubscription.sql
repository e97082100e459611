-- Notes that a receiver wants no more of a digest, or wants it again.
INSERT INTO unsubscriptions (digest, receiver, is_off, changed_at, version)
SELECT {digest: String}, {receiver: String}, {is_off: Bool}, now64(3), toUnixTimestamp64Micro(now64(6))
