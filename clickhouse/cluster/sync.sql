-- Has a node take note of all that is in Keeper of a table now.
SYSTEM SYNC REPLICA {table: Identifier} PULL
