-- Takes all parts that were laid into detached/ into the table, in their order.
ALTER TABLE {table: Identifier} ATTACH PARTITION ALL
