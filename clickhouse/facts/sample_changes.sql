-- Computes the samples of every subject that a range of deliveries touched, from all events of that subject,
-- and keeps what differs from the samples there are. The definitions are those of docs/metrics.md.
INSERT INTO sample_changes (account, bucket, subject, kind, ref, at, value, version, is_deleted)
WITH
    touched AS
    (
        SELECT DISTINCT account, subject
        FROM deliveries_store
        WHERE segment_id = {segment_id: UInt64}
          AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
    ),

    named AS
    (
        SELECT
            account, subject, event_id, author, rated,
            first_sequence AS received_order,
            rating AS stars,
            occurred_at AS at,
            event_type AS type,
            message_id AS message,
            toUInt64OrZero(message_id) AS message_number,
            is_message,
            chat_id != '' AS is_linked,
            is_linked AND author = 'visitor' AS is_visitor_message,
            is_linked AND event_type = 'user.created' AS is_creation,
            is_linked AND event_type = 'user.closed' AS is_close
        FROM events
        WHERE (account, subject) IN (SELECT account, subject FROM touched)
    ),

    -- What came earlier in the chat. `earlier` is the sorted order of the definitions, this event excluded.
    in_order AS
    (
        SELECT
            *,
            countIf(is_creation) OVER earlier AS creations_before,
            countIf(is_visitor_message) OVER earlier AS visitor_messages_before,
            countIf(is_close) OVER earlier AS closes_before,
            maxIf(toUnixTimestamp64Milli(at), is_message OR is_creation) OVER earlier AS previous_activity,
            -- After each of these an episode is open.
            is_visitor_message OR (is_creation AND creations_before + visitor_messages_before + closes_before = 0) AS is_opening
        FROM named
        WINDOW earlier AS (
            PARTITION BY account, subject
            ORDER BY at, message = '', message_number, message, received_order
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),

    -- Where episodes begin and are closed.
    cut AS
    (
        SELECT
            *,
            countIf(is_opening) OVER earlier AS openings_before,
            maxIf(closes_before, is_opening) OVER earlier AS closes_before_last_opening,
            is_opening AND (
                openings_before = 0
                OR closes_before > closes_before_last_opening
                OR toUnixTimestamp64Milli(at) - previous_activity > {idle_gap_ms: Int64}) AS starts_episode,
            is_close AND closes_before = if(openings_before = 0, 0, closes_before_last_opening) AS closes_episode
        FROM in_order
        WINDOW earlier AS (
            PARTITION BY account, subject
            ORDER BY at, message = '', message_number, message, received_order
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),

    complete AS
    (
        SELECT
            *,
            countIf(starts_episode) OVER up_to_now AS episodes_started,
            maxIf(toUnixTimestamp64Milli(at), starts_episode) OVER up_to_now AS episode_start,
            rated != '' AND countIf(rated != '') OVER later_of_rated = 0 AS is_last_rating
        FROM cut
        WINDOW
            up_to_now AS (
                PARTITION BY account, subject
                ORDER BY at, message = '', message_number, message, received_order
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
            later_of_rated AS (
                PARTITION BY account, subject, rated
                ORDER BY at, message = '', message_number, message, received_order
                ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    ),

    -- (kind, ref, value) of every sample that an event brings.
    fresh AS
    (
        SELECT
            account, subject, sample.1 AS kind, sample.2 AS ref, at, sample.3 AS value
        FROM complete
        ARRAY JOIN arrayFilter(candidate -> candidate.4, [
            (concat('message_', author), event_id, toInt64(0), is_message),
            ('operator_message_unlinked', event_id, 0, author = 'operator' AND NOT is_linked),
            ('chat_started', '', 0, is_creation AND creations_before = 0),
            ('episode_started', event_id, 0, starts_episode),
            ('episode_closed', event_id, 0, closes_episode),
            ('closure', event_id, toUnixTimestamp64Milli(at) - episode_start, closes_episode AND episodes_started > 0),
            (concat('rating_', toString(stars)), rated, 0, is_last_rating),
            (transform(
                type,
                ['user.subscribed_by_email', 'user.sent_transcript', 'user.blocked', 'user.destroyed', 'user.enabled_copilot', 'user.disabled_copilot'],
                ['email_subscription', 'transcript_sent', 'chat_blocked', 'chat_destroyed', 'copilot_enabled', 'copilot_disabled'],
                '') AS state, event_id, 0, state != '')
        ]) AS sample
    ),

    known AS
    (
        SELECT account, bucket, subject, kind, ref, at, value
        FROM samples FINAL
        WHERE (account, bucket, subject) IN (
            SELECT account, bucket, subject
            FROM subject_buckets
            WHERE (account, subject) IN (SELECT account, subject FROM touched))
    )

SELECT
    account, bucket, subject, kind, ref,
    if(countIf(is_fresh) > 0, maxIf(sample_at, is_fresh), max(sample_at)) AS at,
    if(countIf(is_fresh) > 0, maxIf(sample_value, is_fresh), max(sample_value)) AS value,
    {version: UInt64} AS version,
    toUInt8(countIf(is_fresh) = 0) AS is_deleted
FROM
(
    SELECT
        account, toStartOfFifteenMinutes(at) AS bucket, subject, kind, ref,
        at AS sample_at, value AS sample_value, true AS is_fresh
    FROM fresh
    UNION ALL
    SELECT account, bucket, subject, kind, ref, at AS sample_at, value AS sample_value, false AS is_fresh
    FROM known
)
GROUP BY account, bucket, subject, kind, ref
HAVING uniqExact((sample_at, sample_value)) > 1 OR countIf(is_fresh) = 0 OR countIf(NOT is_fresh) = 0
