-- Whether deliveries have come from more than one spool.
SELECT uniqExact(receiver) > 1 AS are_several FROM receiver_states
