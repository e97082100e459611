-- Where episodes begin and end, and to which one each event belongs. `earlier` is the sorted order, this event
-- excluded.
ended AS
(
    SELECT
        *,
        countIf(is_opening) OVER earlier AS openings_before,
        maxIf(closes_before, is_opening) OVER earlier AS closes_before_last_opening,
        maxIf(position, is_opening) OVER earlier AS opened_at,
        is_close AND closes_before = if(openings_before = 0, 0, closes_before_last_opening) AS closes_episode,
        is_block AND openings_before > 0 AND closes_before = closes_before_last_opening
            AND moment - previous_activity <= {idle_gap_ms: Int64} AS blocks_episode,
        maxIf(position, type = 'user.enabled_copilot') OVER earlier AS enabled_at,
        maxIf(position, type = 'user.disabled_copilot') OVER earlier AS disabled_at,
        if(
            enabled_at + disabled_at = 0,
            account IN {copilot_on_accounts: Array(String)},
            enabled_at > disabled_at) AS is_copilot_on,
        argMaxIf(page, position, page_seen) OVER earlier AS previous_page,
        argMaxIf(attributes, position, attributes_seen) OVER earlier AS previous_attributes
    FROM in_order
    WINDOW earlier AS (
        PARTITION BY account, thread
        ORDER BY position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
begun AS
(
    SELECT
        *,
        is_opening AND (
            openings_before = 0
            OR closes_before > closes_before_last_opening
            OR maxIf(position, blocks_episode) OVER earlier > opened_at
            OR moment - previous_activity > {idle_gap_ms: Int64}) AS starts_episode
    FROM ended
    WINDOW earlier AS (
        PARTITION BY account, thread
        ORDER BY position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
-- Each event in the latest episode that started before it; 0 if none did.
numbered AS
(
    SELECT
        *,
        countIf(starts_episode) OVER (
            PARTITION BY account, thread
            ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS episode
    FROM begun
)
