-- How many chats a run computes.
SELECT count() AS subjects FROM run_subjects WHERE version = {version: UInt64}
