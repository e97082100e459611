-- How many chats and messages without one are over and older than a time.
SELECT count() AS threads
FROM
(
    SELECT thread
    FROM thread_events
    WHERE account = {account: String}
    GROUP BY thread
    /* include retention/definitions/over */
)
