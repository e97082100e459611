-- Takes out of runs the chats that a later one computes once more.
ALTER TABLE run_episodes
DELETE WHERE version IN {runs: Array(UInt64)}
  AND (account, subject) IN (SELECT account, subject FROM run_subjects WHERE version = {version: UInt64})
