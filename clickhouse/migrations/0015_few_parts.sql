-- Questions look into every part of a year: the fewer there are, the faster they are answered. So parts are merged soon,
-- and all of a year when nothing has changed in it for some hours.
ALTER TABLE rollups MODIFY SETTING merge_selector_base = 2, min_age_to_force_merge_seconds = 21600;

-- The same for passes of the roll-up job, which look for the episodes of some chats.
ALTER TABLE episodes_store MODIFY SETTING merge_selector_base = 2;
