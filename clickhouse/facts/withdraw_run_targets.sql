-- Takes out of runs the chats that a later one computes once more.
ALTER TABLE run_targets
DELETE WHERE version IN {runs: Array(UInt64)}
  AND (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
