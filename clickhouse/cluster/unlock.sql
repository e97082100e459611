-- Gives a lock back.
ALTER TABLE cluster_locks DELETE WHERE name = {name: String} AND holder = {holder: String}
