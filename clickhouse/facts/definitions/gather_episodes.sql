-- Each episode with its events, and with the ratings that belong to it.
gathered AS
(
    SELECT
        account, subject, episode,
        any(is_linked) AS is_linked,
        arraySort(event -> event.position, groupArray(CAST((
            position,
            moment,
            author,
            who,
            event_id,
            if(is_creation AND creations_before > 0, '', transform(
                type,
                ['user.created', 'user.subscribed_by_email', 'user.sent_transcript', 'user.blocked', 'user.destroyed', 'user.enabled_copilot', 'user.disabled_copilot'],
                ['chat_started', 'email_subscription', 'transcript_sent', 'chat_blocked', 'chat_destroyed', 'copilot_enabled', 'copilot_disabled'],
                '')),
            is_hand_off,
            is_copilot_on,
            page_seen,
            page,
            attributes_seen,
            attributes
        ) AS Tuple(
            position UInt64, at Int64, author String, who String, ref String, mark String,
            is_hand_off Bool, is_copilot_on Bool,
            page_seen Bool, page String, attributes_seen Bool, attributes Map(LowCardinality(String), String))))) AS events,
        groupArrayIf(CAST((
            position, moment, stars, rated, message != '', is_last_rating, episode, is_creation_known, created_in
        ) AS Tuple(
            position UInt64, at Int64, stars UInt8, rated String, has_message Bool, is_last Bool,
            episode UInt64, is_creation_known Bool, created_in UInt64)), rated != '') AS ratings_during,
        minIf(moment, starts_episode) AS begins,
        maxIf(moment, closes_episode) AS close,
        minIf(position, closes_episode) AS close_position,
        countIf(closes_episode) > 0 AS is_closed,
        anyIf(event_id, closes_episode) AS close_ref,
        minIf(position, blocks_episode) AS block_position,
        minIf(moment, blocks_episode) AS block,
        countIf(blocks_episode) > 0 AS is_blocked,
        anyIf(is_copilot_on, starts_episode) AS is_copilot_on_at_start,
        anyIf(previous_page, starts_episode) AS page_before,
        anyIf(previous_attributes, starts_episode) AS attributes_before
    FROM complete
    GROUP BY account, subject, episode
),

-- Up to where an episode reaches: its close; a block, if it was not closed after it. A chat that was closed before any
-- start was known has an episode that is no other's.
bounded AS
(
    SELECT
        *,
        episode > 0 AS is_known,
        multiIf(NOT is_known, 0, is_closed, close_position, is_blocked, block_position, toUInt64(-1)) AS last_position,
        max(episode = 0 AND is_closed) OVER (PARTITION BY account, subject) AS nameless,
        groupArrayArray(ratings_during) OVER (PARTITION BY account, subject) AS chat_ratings
    FROM gathered
),
known AS
(
    SELECT
        *,
        arrayFilter(event -> event.position <= last_position AND event.author != '', events) AS messages,
        -- The start is the first of them.
        arrayFilter(event -> event.position <= last_position AND (event.author != '' OR event.mark = 'chat_started'), events) AS activities,
        if(is_known, activities[-1].at, 0) AS last_activity,
        if(is_blocked, block, last_activity + {idle_gap_ms: Int64} + 1) AS idle_since,
        is_known AND NOT is_closed AND idle_since <= {now_ms: Int64} AS is_idle,
        multiIf(NOT is_known, -1, is_closed, close, is_idle, last_activity, toInt64(9e15)) AS ends,
        arrayFilter(event -> event.position <= last_position AND event.at <= ends, events) AS own,

        -- A rating is of the episode in which its message was created, else of the one in which it was given.
        arraySort(rating -> rating.position, arrayFilter(
            rating -> if(rating.is_creation_known AND rating.created_in + nameless > 0, rating.created_in, rating.episode) = episode,
            chat_ratings)) AS all_ratings,
        arrayFilter(rating -> rating.has_message, all_ratings) AS message_ratings,
        -- Without its message it says nothing new beside one that has the same value at about the same time.
        arrayFilter(
            rating -> rating.is_last AND (rating.has_message OR NOT arrayExists(
                other -> other.stars = rating.stars AND abs(other.at - rating.at) <= 600000, message_ratings)),
            all_ratings) AS ratings
    FROM bounded
)
