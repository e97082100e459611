-- What the server is, and how its clock stands: milliseconds since 1970.
SELECT version() AS version, toString(toUnixTimestamp64Milli(now64(3, 'UTC'))) AS now_ms
