-- Expects no report of a receiver any more.
DELETE FROM receiver_states WHERE receiver = {receiver: UUID}
