-- Forgets which nodes were written on long ago.
ALTER TABLE cluster_state DELETE WHERE epoch + 100 < {epoch: UInt64}
