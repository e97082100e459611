-- Gives deliveries to other events, also where the deliveries themselves are listed.
ALTER TABLE deliveries_store
UPDATE event_id = {events: Array(String)}[indexOf(
    arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)}), (segment_id, sequence))]
WHERE (segment_id, sequence) IN arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})
