-- Each delivery once, with the mark of a repetition. is_duplicate is computed only by the questions that ask for it.
CREATE OR REPLACE VIEW deliveries AS
SELECT
    concat(lower(leftPad(hex(segment_id), 16, '0')), '-', toString(sequence)) AS delivery_id,
    * EXCEPT (is_erased, operator_name),
    source,
    row_number() OVER (PARTITION BY account, event_id, source ORDER BY received_at, sequence, segment_id) > 1
        AS is_duplicate
FROM deliveries_store FINAL
