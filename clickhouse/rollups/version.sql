-- A number for what is computed from now on, in microseconds of the server's clock. It is taken before
-- anything is read, so that of two results the one that saw more is the newer.
SELECT toString(toUnixTimestamp64Micro(now64(6))) AS version
