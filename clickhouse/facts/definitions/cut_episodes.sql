-- Where episodes begin and end, and to which one each event belongs. `earlier` is the sorted order, this event
-- excluded; a moment or position of 0 is none.
--
-- No episode starts in the tail of a close. So whether a close closes anything depends on whether an episode started
-- after the tail of the one before it, which may have closed nothing itself, and so on. Mostly the visitor wrote after
-- the tail of any, or not at all, and it is sure; where it is doubtful, all that are so are gone through in order.
doubted AS
(
    SELECT
        *,
        maxIf(position, is_opening) OVER earlier AS opened_at,
        maxIf(moment, is_opening) OVER earlier AS last_opening,
        maxIf(moment, is_first_close) OVER earlier AS previous_close,
        is_first_close AND previous_close > 0 AND last_opening <= previous_close + {tail_ms: Int64} AS is_doubtful,
        maxIf(position, type = 'user.enabled_copilot') OVER earlier AS enabled_at,
        maxIf(position, type = 'user.disabled_copilot') OVER earlier AS disabled_at,
        multiIf(
            enabled_at + disabled_at > 0, enabled_at > disabled_at,
            former_copilot > 0, former_copilot = 2,
            account IN {copilot_on_accounts: Array(String)}) AS is_copilot_on,
        if(
            countIf(page_seen) OVER earlier > 0,
            argMaxIf(page, position, page_seen) OVER earlier,
            former_page) AS previous_page,
        argMaxIf(attributes, position, attributes_seen) OVER earlier AS previous_attributes
    FROM in_order
    WINDOW earlier AS (
        PARTITION BY account, thread
        ORDER BY position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
ended AS
(
    SELECT
        *,
        maxIf(moment, is_first_close AND NOT is_doubtful) OVER earlier AS sure_close,
        groupArrayIf((last_opening, moment), is_doubtful) OVER earlier AS doubtful_closes,
        arrayFold(
            (closed_at, doubtful) -> if(doubtful.1 > closed_at + {tail_ms: Int64}, doubtful.2, closed_at),
            doubtful_closes,
            sure_close) AS last_close,
        if(last_close = 0, 0, last_close + {tail_ms: Int64}) AS tail_end,
        is_first_close AND (last_close = 0 OR last_opening > tail_end) AS closes_episode,
        is_block AND last_opening > tail_end AND moment - previous_activity <= {idle_gap_ms: Int64} AS blocks_episode
    FROM doubted
    WINDOW earlier AS (
        PARTITION BY account, thread
        ORDER BY position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
begun AS
(
    SELECT
        *,
        is_opening AND moment > tail_end AND (
            last_opening <= tail_end
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
