-- Forgets a receiver whose data directory is gone.
DELETE FROM receivers WHERE receiver = {receiver: UUID}
