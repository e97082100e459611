-- They are where they belong.
ALTER TABLE other_bodies DROP PARTITION {run: UInt64}
