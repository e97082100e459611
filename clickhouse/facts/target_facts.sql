-- Computes the facts of the targets of a run: what became of each episode and turn, at its start.
INSERT INTO run_facts (
    version, account, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes)
SELECT
    {version: UInt64},
    targets.account, targets.thread,
    concat('target_', targets.result, '/', targets.target),
    targets.ref,
    fromUnixTimestamp64Milli(targets.at, 'UTC'),
    0, 0,
    targets.operator,
    episodes.copilot_outcome != 'NONE',
    targets.outside_hours,
    episodes.page,
    episodes.attributes
FROM (SELECT * FROM run_targets WHERE version = {version: UInt64}) AS targets
INNER JOIN (SELECT * FROM run_episodes WHERE version = {version: UInt64}) AS episodes
    ON episodes.account = targets.account
    AND episodes.thread = targets.thread
    AND episodes.episode = targets.episode
