-- Puts one table of a new generation into its place, where a switch was broken off in the middle.
EXCHANGE TABLES {one: Identifier} AND {other: Identifier}
