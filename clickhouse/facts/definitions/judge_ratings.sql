-- Which ratings count, and in which episode. What else is known of the message that an event brings or rates comes
-- first.
of_messages AS
(
    SELECT
        *,
        maxIf(position, rated != '') OVER of_message AS last_rating,
        countIf(type = 'message.created') OVER of_message AS creations_of_message,
        maxIf(episode, type = 'message.created') OVER of_message AS created_in,
        max(closes_episode AND episode = 0) OVER (PARTITION BY account, thread) AS is_nameless
    FROM numbered
    WINDOW of_message AS (PARTITION BY account, thread, message)
),
complete AS
(
    SELECT
        *,
        rated != '' AND (message = '' OR position = last_rating) AS is_last_rating,
        -- A rating is of the episode in which its message was created, else of the one in which it was given.
        if(
            message != '' AND creations_of_message > 0 AND (created_in > 0 OR is_nameless),
            created_in,
            episode) AS rated_in
    FROM of_messages
),
judged AS
(
    SELECT
        *,
        -- Without its message it says nothing new beside one that has the same value at about the same time.
        is_last_rating AND (message != '' OR countIf(rated != '' AND message != '') OVER about_then = 0) AS is_rating
    FROM complete
    WINDOW about_then AS (
        PARTITION BY account, thread, rated_in, stars
        ORDER BY moment
        RANGE BETWEEN 600000 PRECEDING AND 600000 FOLLOWING)
)
