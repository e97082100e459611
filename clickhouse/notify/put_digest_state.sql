-- Notes up to when a digest is in the outbox.
INSERT INTO digest_states (digest, about, handled_until, version)
SELECT {digest: String}, {about: String}, fromUnixTimestamp64Milli({until_ms: Int64}), {version: UInt64}
