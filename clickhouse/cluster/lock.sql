-- Takes a lock that nobody has.
INSERT INTO cluster_locks (name, holder, until)
SELECT {name: String}, {holder: String}, now64(3) + toIntervalMillisecond({lasts_ms: UInt32})
