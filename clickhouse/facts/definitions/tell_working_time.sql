-- How much working time of its account had gone by up to each event, and up to the start of the turn before it. Where
-- there are no working hours, all time is.
hours AS
(
    SELECT account AS hours_of, from_ms AS hours_from, worked AS worked_before, is_open, true AS has_hours
    FROM working_hours FINAL
    WHERE edition = {hours_edition: UInt64}
),
clocked AS
(
    SELECT
        answered.*,
        if(has_hours, worked_before + is_open * (answered.moment - hours_from), answered.moment) AS worked,
        has_hours AND NOT is_open AS is_outside_hours
    FROM answered
    ASOF LEFT JOIN hours ON answered.account = hours.hours_of AND answered.moment >= hours.hours_from
),
timed AS
(
    SELECT
        clocked.*,
        if(has_hours, worked_before + is_open * (clocked.turn_at - hours_from), clocked.turn_at) AS turn_worked,
        has_hours AND NOT is_open AS is_turn_outside
    FROM clocked
    ASOF LEFT JOIN hours ON clocked.account = hours.hours_of AND clocked.turn_at >= hours.hours_from
)
