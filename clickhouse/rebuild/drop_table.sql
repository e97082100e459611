-- Drops a table of a generation that is not in its place.
DROP TABLE IF EXISTS {table: Identifier}

