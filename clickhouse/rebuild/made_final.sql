-- How many chats were made final since a version.
SELECT count() AS threads
FROM final_threads
WHERE version > {since: UInt64}
