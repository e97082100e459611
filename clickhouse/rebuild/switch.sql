-- Puts a new generation of numbers into its place, all tables as one.
EXCHANGE TABLES
    facts AND {facts: Identifier},
    rollups AND {rollups: Identifier},
    episodes_store AND {episodes_store: Identifier}
