-- Has the server look at once for parts of a table that others have replaced, and delete those that nothing reads.
SYSTEM START CLEANUP {table: Identifier}
